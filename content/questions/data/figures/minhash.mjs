import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Chance that MinHash with `bands` bands of `rows` hashes pairs two documents of Jaccard similarity s. */
const caught = (s, bands, rows) => 1 - (1 - s ** rows) ** bands;

const x = scale(0, 1, 60, 610);
const y = scale(0, 1, 270, 40);
const grid = Array.from({ length: 201 }, (_, i) => i / 200);
const percent = (s, bands, rows) => `${s} → ${(100 * caught(s, bands, rows)).toFixed(1)}%`;

export default (lang) => svg(640, 330, pick(lang, '文档相似度与成为候选的概率', 'Chance that a pair becomes a candidate, by similarity'),
  [0, 0.25, 0.5, 0.75, 1].map((v) => line(60, y(v), 610, y(v), 'grid') + text(54, y(v) + 4, `${v * 100}%`, 'm end')),
  [0, 0.2, 0.4, 0.6, 0.8, 1].map((v) => text(x(v), 290, v, 'm mid')),
  line(60, 270, 610, 270), line(60, 40, 60, 270),
  polyline(grid.map((s) => [x(s), y(caught(s, 14, 8))]), 'b dash'),
  polyline(grid.map((s) => [x(s), y(caught(s, 450, 20))]), 'a'),
  [0.5, 0.7].map((s) => circle(x(s), y(caught(s, 14, 8)), 5, 'fb')),
  [0.7, 0.8].map((s) => circle(x(s), y(caught(s, 450, 20)), 5, 'fa')),
  text(x(0.5) - 8, y(caught(0.5, 14, 8)) - 10, percent(0.5, 14, 8), 'h end'),
  text(x(0.7) - 12, y(caught(0.7, 14, 8)) + 4, percent(0.7, 14, 8), 'h end'),
  text(x(0.7) + 14, y(caught(0.7, 450, 20)) + 10, percent(0.7, 450, 20), 'h'),
  text(x(0.8) + 10, y(caught(0.8, 450, 20)) + 22, percent(0.8, 450, 20), 'h'),
  line(x(0.04), y(0.9), x(0.1), y(0.9), 'b dash'),
  text(x(0.12), y(0.9) + 4, pick(lang, '14 段 × 8 个哈希（112 个）', '14 bands × 8 hashes (112)'), 't'),
  line(x(0.04), y(0.8), x(0.1), y(0.8), 'a'),
  text(x(0.12), y(0.8) + 4, pick(lang, '450 段 × 20 个哈希（9,000 个）', '450 bands × 20 hashes (9,000)'), 't'),
  text(60, 24, pick(lang, '成为候选的概率', 'chance to become a candidate'), 'm'),
  text(335, 316, pick(lang, 'Jaccard 相似度', 'Jaccard similarity'), 'm mid'));
