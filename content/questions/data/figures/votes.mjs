import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

const choose = (n, k) => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);

/** Accuracy of the majority of n independent annotators who are each right with probability p. */
const majority = (n, p) => {
  let sum = 0;
  for (let k = (n + 1) / 2; k <= n; k++) sum += choose(n, k) * p ** k * (1 - p) ** (n - k);
  return sum;
};

const voters = [1, 3, 5, 7, 9];
const x = scale(1, 9, 80, 500);
const y = scale(0.5, 1, 270, 40);

export default (lang) => svg(640, 330, pick(lang, '多数票准确率随标注人数变化', 'Accuracy of the majority vote by number of annotators'),
  [0.5, 0.6, 0.7, 0.8, 0.9, 1].map((v) => line(80, y(v), 500, y(v), 'grid') + text(72, y(v) + 4, `${Math.round(v * 100)}%`, 'm end')),
  line(80, 270, 500, 270), line(80, 40, 80, 270),
  voters.map((n) => text(x(n), 290, n, 'm mid')),
  [[0.9, 'a'], [0.8, 'b'], [0.7, 'c'], [0.6, 'd']].map(([p, series]) => {
    const points = voters.map((n) => [x(n), y(majority(n, p))]);
    const last = points[points.length - 1];
    const lift = p === 0.9 ? -4 : p === 0.8 ? 14 : 4;
    return polyline(points, series) + points.map(([px, py]) => circle(px, py, 4, `f${series}`)) +
      text(510, last[1] + lift, pick(lang, `单人 ${p * 100}%`, `each ${p * 100}%`), 't');
  }),
  text(x(3) + 4, y(0.972) - 9, '97.2%', 'h mid'),
  text(80, 24, pick(lang, '多数票准确率（独立犯错）', 'majority accuracy (independent errors)'), 'm'),
  text(290, 316, pick(lang, '标注人数', 'annotators'), 'm mid'));
