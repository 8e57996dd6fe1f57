import { line, pick, rect, scale, svg, text } from '../../../figureKit.mjs';

// The worked example of the page: one user and three others, compared by dot product and by cosine.
const user = [4, 0, 3, 0, 0];
const others = { A: [3, 0, 4, 2, 0], B: [4, 0, 3, 0, 4], C: [5, 5, 5, 5, 5] };

const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);
const norm = (a) => Math.sqrt(dot(a, a));
const names = Object.keys(others);
const measures = [
  { zh: '点积', en: 'dot product', values: names.map((n) => dot(user, others[n])), top: 40, digits: 0, cls: 'fb' },
  { zh: '余弦', en: 'cosine', values: names.map((n) => dot(user, others[n]) / norm(user) / norm(others[n])), top: 1, digits: 3, cls: 'fa' },
];

export default (lang) =>
  svg(
    640,
    270,
    pick(lang, '同一批用户，按点积和按余弦排序恰好相反', 'The same users rank in opposite order by dot product and by cosine'),
    measures.map(({ zh, en, values, top, digits, cls }, m) => {
      const left = 20 + m * 320;
      const Y = scale(0, top, 225, 45);
      const best = values.indexOf(Math.max(...values));
      return [
        text(left + 140, 24, pick(lang, zh, en), 'h mid'),
        line(left, 225, left + 280, 225, 'axis'),
        values.map((v, i) => [
          rect(left + 25 + i * 85, Y(v), 60, 225 - Y(v), i === best ? cls : cls.replace('f', 'p'), 2),
          text(left + 55 + i * 85, Y(v) - 6, v.toFixed(digits), 't mid'),
          text(left + 55 + i * 85, 245, names[i], 'h mid'),
        ]),
      ];
    }),
  );
