import { svg, line, polyline, circle, text, scale, pick } from '../../../figureKit.mjs';

// y = relu(w1 x) + relu(w2 x) against |x|, mean square error over x uniform on [-1, 1] (E x² = 1/3).
const loss = ([w1, w2]) => {
  let sum = 0;
  const n = 2000;
  for (let i = 0; i < n; i++) {
    const v = -1 + (2 * (i + 0.5)) / n;
    sum += (Math.max(0, w1 * v) + Math.max(0, w2 * v) - Math.abs(v)) ** 2;
  }
  return sum / n;
};
const mix = (p, q, a) => p.map((v, i) => (1 - a) * v + a * q[i]);
const pairs = [
  { p: [1, -1], q: [-1, 1], cls: 'a' },
  { p: [1.1, -0.9], q: [0.9, -1.1], cls: 'b' },
];

export default (lang) => {
  const x = scale(0, 1, 60, 430);
  const y = scale(0, 0.35, 230, 46);
  const out = [];
  for (const v of [0, 0.1, 0.2, 0.3]) out.push(line(60, y(v), 430, y(v), v ? 'grid' : 'axis'), text(52, y(v) + 4, String(v), 's end'));
  for (const [a, name] of [[0, pick(lang, '模型 A', 'model A')], [0.5, pick(lang, '平均', 'average')], [1, pick(lang, '模型 B', 'model B')]]) out.push(text(x(a), 252, name, 't mid'));
  out.push(text(20, 22, pick(lang, '均方误差', 'mean square error'), 'm'));
  for (const { p, q, cls } of pairs) {
    out.push(polyline(Array.from({ length: 101 }, (_, i) => [x(i / 100), y(loss(mix(p, q, i / 100)))]), cls));
    for (const a of [0, 0.5, 1]) out.push(circle(x(a), y(loss(mix(p, q, a))), 4, `f${cls}`));
  }
  const legend = [
    ['a', pick(lang, '神经元顺序不同', 'units in another order'), pick(lang, '平均后报废', 'the average is broken')],
    ['b', pick(lang, '同一起点微调', 'same starting point'), pick(lang, '平均后更好', 'the average is better')],
  ];
  legend.forEach(([cls, head, tail], i) => out.push(line(448, 90 + i * 70, 472, 90 + i * 70, cls), text(480, 95 + i * 70, head, 't'), text(480, 115 + i * 70, tail, 'm')));
  return svg(640, 268, pick(lang, '两个模型之间插值的误差', 'Error along the line between two models'), out);
};
