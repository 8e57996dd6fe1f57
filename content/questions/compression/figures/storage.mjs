import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

// One 4096 x 4096 fp16 matrix, 80% of the weights removed (2:4: half of them).
const d = 4096 * 4096;
const kept = Math.round(d * 0.2);
const rows = [
  { zh: '稠密 fp16', en: 'dense fp16', values: 2 * d, index: 0 },
  { zh: 'CSR，32 位列号', en: 'CSR, 32-bit', values: 2 * kept, index: 4 * kept + 4 * 4097 },
  { zh: 'CSR，16 位列号', en: 'CSR, 16-bit', values: 2 * kept, index: 2 * kept + 4 * 4097 },
  { zh: '位掩码', en: 'bitmask', values: 2 * kept, index: d / 8 },
  { zh: '2:4（50%）', en: '2:4 (50%)', values: d, index: ((d / 2) * 2) / 8 },
];

export default (lang) => {
  const x = scale(0, 36, 150, 590);
  const out = [];
  for (const mb of [0, 10, 20, 30]) out.push(line(x(mb), 44, x(mb), 240, mb ? 'grid' : 'axis'), text(x(mb), 258, mb ? `${mb} MB` : '0', 's mid'));
  rows.forEach((r, i) => {
    const y = 52 + i * 37;
    const v = r.values / 1e6;
    const total = v + r.index / 1e6;
    out.push(text(142, y + 17, pick(lang, r.zh, r.en), 't end'), rect(x(0), y, x(v) - x(0), 25, 'fa'), rect(x(v), y, x(total) - x(v), 25, 'fb'));
    out.push(text(x(total) + 6, y + 17, total.toFixed(1), 't'));
  });
  out.push(rect(150, 14, 14, 14, 'fa'), text(170, 26, pick(lang, '数值', 'values'), 't'), rect(250, 14, 14, 14, 'fb'), text(270, 26, pick(lang, '位置信息', 'positions'), 't'));
  return svg(640, 272, pick(lang, '稀疏矩阵的存储', 'Storage of a sparse matrix'), out);
};
