import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

const teacher = [6, 4, 1, -1];
const student = [5, 1, 2, 0];
const softmax = (z, T) => {
  const e = z.map((v) => Math.exp(v / T));
  const sum = e.reduce((a, b) => a + b);
  return e.map((v) => v / sum);
};
const kl = (p, q) => p.reduce((t, v, i) => t + v * Math.log(v / q[i]), 0);

export default (lang) => {
  const names = pick(lang, ['猫', '狗', '狐狸', '卡车'], ['cat', 'dog', 'fox', 'truck']);
  const y = scale(0, 1, 230, 60);
  const out = [];
  out.push(rect(180, 12, 14, 14, 'fa'), text(200, 24, pick(lang, '教师', 'teacher'), 't'), rect(300, 12, 14, 14, 'fb'), text(320, 24, pick(lang, '学生', 'student'), 't'));
  [1, 4].forEach((T, g) => {
    const x0 = 50 + g * 300;
    const p = softmax(teacher, T);
    const q = softmax(student, T);
    for (const v of [0, 0.5, 1]) out.push(line(x0, y(v), x0 + 270, y(v), v ? 'grid' : 'axis'), ...(g ? [] : [text(x0 - 8, y(v) + 4, String(v), 's end')]));
    out.push(text(x0 + 135, 50, `T = ${T}: KL = ${kl(p, q).toFixed(3)}`, 'h mid'));
    p.forEach((v, i) => {
      const x = x0 + 12 + i * 66;
      out.push(rect(x, y(v), 24, 230 - y(v), 'fa'), rect(x + 26, y(q[i]), 24, 230 - y(q[i]), 'fb'));
      out.push(text(x + 25, 250, names[i], 't mid'));
    });
  });
  return svg(640, 266, pick(lang, '温度 1 与 4 下的教师与学生分布', 'Teacher and student distributions at temperatures 1 and 4'), out);
};
