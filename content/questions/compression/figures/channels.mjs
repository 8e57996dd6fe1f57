import { svg, line, circle, text, scale, pick, uniform, normal } from '../../../figureKit.mjs';

// 64 output channels of 256 Gaussian weights; the standard deviation grows from 0.005 to 0.5 (100 times).
const u = uniform(7);
const rows = Array.from({ length: 64 }, (_, c) => {
  const sd = 0.005 * 10 ** ((2 * c) / 63);
  return { sd, w: Array.from({ length: 256 }, () => sd * normal(u)) };
});
const maxAbs = (w) => Math.max(...w.map(Math.abs));
const whole = Math.max(...rows.map((r) => maxAbs(r.w)));
/** Relative root-mean-square error of symmetric rounding with `step`. */
const error = (w, step) => Math.sqrt(w.reduce((t, v) => t + (v - step * Math.round(v / step)) ** 2, 0) / w.reduce((t, v) => t + v * v, 0));

export default (lang) => {
  const x = scale(Math.log10(0.005), Math.log10(0.5), 70, 440);
  const y = scale(-3, 0, 260, 40);
  const out = [];
  for (const [e, name] of [[0, '100%'], [-1, '10%'], [-2, '1%'], [-3, '0.1%']]) out.push(line(70, y(e), 440, y(e), 'grid'), text(62, y(e) + 4, name, 's end'));
  for (const sd of [0.005, 0.05, 0.5]) out.push(line(x(Math.log10(sd)), 260, x(Math.log10(sd)), 265), text(x(Math.log10(sd)), 280, String(sd), 's mid'));
  out.push(line(70, 260, 440, 260), line(70, 40, 70, 260));
  out.push(text(255, 302, pick(lang, '通道权重的标准差', "standard deviation of a channel's weights"), 'm mid'));
  out.push(text(20, 22, pick(lang, '相对误差', 'relative error'), 'm'));
  const series = [
    [7, true, 'fa', pick(lang, 'int4 整张量', 'int4 per tensor')],
    [7, false, 'fb', pick(lang, 'int4 逐通道', 'int4 per channel')],
    [127, true, 'fc', pick(lang, 'int8 整张量', 'int8 per tensor')],
    [127, false, 'fd', pick(lang, 'int8 逐通道', 'int8 per channel')],
  ];
  series.forEach(([levels, perTensor, cls, name], i) => {
    for (const { sd, w } of rows) out.push(circle(x(Math.log10(sd)), y(Math.log10(error(w, (perTensor ? whole : maxAbs(w)) / levels))), 3, cls));
    out.push(circle(466, 70 + i * 30, 5, cls), text(480, 75 + i * 30, name, 't'));
  });
  return svg(640, 316, pick(lang, '64 个通道的量化误差：整张量与逐通道', 'Quantisation error of 64 channels: per tensor and per channel'), out);
};
