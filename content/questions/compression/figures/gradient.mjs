import { svg, line, polyline, circle, text, scale, pick } from '../../../figureKit.mjs';

const teacher = [6, 4, 1, -1];
const student = [5, 1, 2, 0];
const softmax = (z, T) => {
  const e = z.map((v) => Math.exp(v / T));
  const sum = e.reduce((a, b) => a + b);
  return e.map((v) => v / sum);
};
/** Length of d KL / d (student logits) at temperature T. */
const norm = (T) => {
  const p = softmax(teacher, T);
  return Math.hypot(...softmax(student, T).map((q, i) => (q - p[i]) / T));
};
const centred = (z) => z.map((v) => v - z.reduce((a, b) => a + b) / z.length);
const limit = Math.hypot(...centred(student).map((v, i) => (v - centred(teacher)[i]) / teacher.length));

export default (lang) => {
  const x = scale(1, 20, 60, 470);
  const y = scale(0, 1, 240, 40);
  const Ts = Array.from({ length: 191 }, (_, i) => 1 + i / 10);
  const out = [];
  for (const v of [0, 0.25, 0.5, 0.75, 1]) out.push(line(60, y(v), 470, y(v), v ? 'grid' : 'axis'), text(52, y(v) + 4, String(v), 's end'));
  for (const T of [1, 4, 8, 12, 16, 20]) out.push(text(x(T), 259, String(T), 's mid'));
  out.push(text(265, 282, pick(lang, '温度 T', 'temperature T'), 'm mid'), text(20, 20, pick(lang, '学生 logits 上梯度的长度', 'gradient length on the student logits'), 'm'));
  out.push(line(60, y(limit), 470, y(limit), 'c dash'), polyline(Ts.map((T) => [x(T), y(T * T * norm(T))]), 'a'), polyline(Ts.map((T) => [x(T), y(norm(T))]), 'b'));
  for (const T of [1, 4, 8]) out.push(circle(x(T), y(T * T * norm(T)), 4, 'fa'), circle(x(T), y(norm(T)), 4, 'fb'));
  out.push(text(478, y(limit) - 4, pick(lang, `极限 ${limit.toFixed(3)}`, `limit ${limit.toFixed(3)}`), 't'));
  out.push(text(478, y(400 * norm(20)) + 16, pick(lang, '乘 T² 后', 'times T²'), 't'), text(478, y(norm(20)) - 4, pick(lang, '不乘 T²', 'without T²'), 't'));
  return svg(640, 296, pick(lang, '温度与梯度大小', 'Temperature and gradient size'), out);
};
