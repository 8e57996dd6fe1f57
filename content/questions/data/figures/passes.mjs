import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

// Muennighoff et al. 2023 (arXiv 2305.16264), appendix A: the fitted constant for repeated data.
const R = 15.387756;
const worth = (passes) => 1 + R * (1 - Math.exp(-(passes - 1) / R));

/** Passes over 10 million tokens of 900 + 90 + 10 million, with a budget of a billion. */
const passesAt = (alpha) => {
  const weights = [900, 90, 10].map((n) => n ** alpha);
  return ((weights[2] / weights.reduce((a, b) => a + b)) * 1000) / 10;
};

const x = scale(0, 40, 60, 600);
const y = scale(0, 20, 270, 40);
const grid = Array.from({ length: 157 }, (_, i) => 1 + i / 4);

export default (lang) => svg(640, 330, pick(lang, '重复遍数与相当于多少份新数据', 'Passes over a source and their worth in fresh data'),
  [0, 5, 10, 15, 20].map((v) => line(60, y(v), 600, y(v), v ? 'grid' : 'axis') + text(52, y(v) + 4, v, 'm end')),
  line(60, 40, 60, 270),
  [0, 10, 20, 30, 40].map((v) => text(x(v), 290, v, 'm mid')),
  polyline([[x(0), y(0)], [x(20), y(20)]], 'b dash'),
  text(x(16.2), y(17.3), pick(lang, '若每遍都是新数据', 'if every pass were fresh'), 't end'),
  line(60, y(1 + R), 600, y(1 + R), 'c dash'),
  text(600, y(1 + R) - 8, pick(lang, `上限 ${(1 + R).toFixed(1)}`, `ceiling ${(1 + R).toFixed(1)}`), 't end'),
  polyline([[x(0), y(0)], ...grid.map((p) => [x(p), y(worth(p))])], 'a'),
  [[0.7, 12, 16], [0.5, 12, 14], [0.3, 10, 18], [0, -6, 24]].map(([alpha, dx, dy]) => {
    const p = passesAt(alpha);
    return circle(x(p), y(worth(p)), 5, 'fa') + text(x(p) + dx, y(worth(p)) + dy, pick(lang, `α=${alpha}：${p.toFixed(1)} 遍值 ${worth(p).toFixed(1)} 份`, `α=${alpha}: ${p.toFixed(1)} passes, worth ${worth(p).toFixed(1)}`), alpha === 0 ? 'h mid' : 'h');
  }),
  text(60, 24, pick(lang, '相当于新数据的份数', 'worth in portions of fresh data'), 'm'),
  text(330, 316, pick(lang, '同一来源读的遍数', 'passes over the same source'), 'm mid'));
