import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Chance that MinHash with `bands` bands of `rows` hashes pairs two documents of Jaccard similarity s. */
const caught = (s, bands, rows) => 1 - (1 - s ** rows) ** bands;

const x = scale(0, 1, 60, 610);
const y = scale(0, 1, 270, 40);
const grid = Array.from({ length: 101 }, (_, i) => i / 100);

export default (lang) => svg(640, 330, pick(lang, '文档相似度与被判为候选重复的概率', 'Chance that a pair becomes a duplicate candidate, by similarity'),
  [0, 0.25, 0.5, 0.75, 1].map((v) => line(60, y(v), 610, y(v), 'grid') + text(54, y(v) + 4, `${v * 100}%`, 'm end')),
  [0, 0.2, 0.4, 0.6, 0.8, 1].map((v) => text(x(v), 290, v, 'm mid')),
  line(60, 270, 610, 270), line(60, 40, 60, 270),
  polyline(grid.map((s) => [x(s), y(caught(s, 20, 5))]), 'b dash'),
  polyline(grid.map((s) => [x(s), y(caught(s, 450, 20))]), 'a'),
  [0.7, 0.8].map((s) => circle(x(s), y(caught(s, 450, 20)), 5, 'fa')),
  text(x(0.7) + 12, y(caught(0.7, 450, 20)) + 5, '0.7 → 30%', 'h'),
  text(x(0.8) + 8, y(caught(0.8, 450, 20)) + 24, '0.8 → 99.5%', 'h'),
  circle(x(0.5), y(caught(0.5, 20, 5)), 5, 'fb'),
  text(x(0.5) - 10, y(caught(0.5, 20, 5)) - 4, '0.5 → 47%', 'h end'),
  text(x(0.06), y(0.88), pick(lang, '虚线：20 段 × 5 个哈希', 'dashed: 20 bands × 5 hashes'), 't'),
  text(x(0.06), y(0.79), pick(lang, '实线：450 段 × 20 个哈希', 'solid: 450 bands × 20 hashes'), 't'),
  text(60, 24, pick(lang, '成为候选的概率', 'chance to become a candidate'), 'm'),
  text(335, 316, pick(lang, 'Jaccard 相似度', 'Jaccard similarity'), 'm mid'));
