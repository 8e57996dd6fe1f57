import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

const choose = (n, k) => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);

/** Accuracy of the majority of n independent annotators who are each right with probability p. */
const majority = (n, p) => {
  let sum = 0;
  for (let k = (n + 1) / 2; k <= n; k++) sum += choose(n, k) * p ** k * (1 - p) ** (n - k);
  return sum;
};

/** The same average accuracy, but a share of the items that everybody gets wrong. */
const blind = 0.05;
const correlated = (n, p) => (1 - blind) * majority(n, p / (1 - blind));

const voters = [1, 3, 5, 7, 9];
const x = scale(1, 9, 70, 440);
const y = scale(0.6, 1, 300, 50);

export default (lang) => {
  const curves = [
    { at: (n) => majority(n, 0.9), line: 'a', dot: 'fa', lift: -2, name: pick(lang, '单人 90%，独立', 'each 90%, independent') },
    { at: (n) => correlated(n, 0.9), line: 'b dash', dot: 'fb', lift: 16, name: pick(lang, '单人 90%，5% 同错', 'each 90%, 5% shared') },
    { at: (n) => majority(n, 0.6), line: 'c', dot: 'fc', lift: 4, name: pick(lang, '单人 60%，独立', 'each 60%, independent') },
  ];
  return svg(640, 360, pick(lang, '多数票准确率随标注人数变化', 'Accuracy of the majority vote by number of annotators'),
    [0.6, 0.7, 0.8, 0.9, 1].map((v) => line(70, y(v), 440, y(v), 'grid') + text(62, y(v) + 4, `${Math.round(v * 100)}%`, 'm end')),
    line(70, 300, 440, 300), line(70, 50, 70, 300),
    voters.map((n) => text(x(n), 320, n, 'm mid')),
    curves.map(({ at, line: series, dot, lift, name }) => polyline(voters.map((n) => [x(n), y(at(n))]), series) +
      voters.map((n) => circle(x(n), y(at(n)), 4, dot)).join('') + text(452, y(at(9)) + lift, name, 't')),
    text(x(3) - 8, y(majority(3, 0.9)) - 2, '97.2%', 'h end'),
    text(x(3) + 6, y(correlated(3, 0.9)) + 20, '94.2%', 'h'),
    text(x(3) + 6, y(majority(3, 0.6)) + 20, '64.8%', 'h'),
    text(70, 30, pick(lang, '多数票准确率', 'accuracy of the majority'), 'm'),
    text(255, 346, pick(lang, '标注人数', 'annotators'), 'm mid'));
};
