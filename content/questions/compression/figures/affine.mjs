import { svg, line, circle, text, scale, pick } from '../../../figureKit.mjs';

const weights = [-1.02, -0.347, 0.004, 0.238, 0.713, 1.53];
const step = (Math.max(...weights) - Math.min(...weights)) / 255;
const zero = Math.round(-128 - Math.min(...weights) / step);

export default (lang) => {
  const real = scale(-1.02, 1.53, 60, 600);
  const code = scale(-128, 127, 60, 600);
  const out = [];
  const yr = 72;
  const yc = 176;
  out.push(text(20, 24, pick(lang, '实数 w', 'real w'), 'h'), text(20, 282, pick(lang, 'int8 编码 q（上）与误差 × 1000（下）', 'int8 code q (above), error × 1000 (below)'), 'h'));
  out.push(line(40, yr, 620, yr), line(40, yc, 620, yc));
  for (const w of weights) {
    const q = Math.round(w / step) + zero;
    out.push(line(real(w), yr, code(q), yc, 'a'), circle(real(w), yr, 5, 'fa'), circle(code(q), yc, 5, 'fb'));
    out.push(text(real(w), yr - 16, String(w).replace('-', '−'), 't mid'));
    out.push(text(code(q), yc + 26, String(q).replace('-', '−'), 't mid'));
    const error = Math.round((step * (q - zero) - w) * 1000);
    out.push(text(code(q), 256, (error > 0 ? '+' : '') + String(error).replace('-', '−'), 'm mid'));
  }
  out.push(text(488, 112, `s = ${step.toFixed(2)}`, 't'), text(488, 134, `z = ${String(zero).replace('-', '−')}`, 't'));
  out.push(text(620, 24, pick(lang, '256 个编码，间隔 0.01', '256 codes, 0.01 apart'), 'm end'));
  return svg(640, 292, pick(lang, '六个权重到 int8 编码的映射', 'Six weights mapped to int8 codes'), out);
};
