import { svg, rect, text, pick, uniform } from '../../../figureKit.mjs';

// The same 8 x 8 matrix of magnitudes, half of its weights kept in three ways.
const u = uniform(11);
const size = 8;
const mag = Array.from({ length: size }, () => Array.from({ length: size }, u));
const threshold = mag.flat().sort((a, b) => b - a)[(size * size) / 2 - 1];
const rowSum = mag.map((r) => r.reduce((a, b) => a + b));
const rowCut = [...rowSum].sort((a, b) => b - a)[size / 2 - 1];
const keeps = [
  (i, j) => mag[i][j] >= threshold,
  (i, j) => {
    const block = mag[i].slice(j - (j % 4), j - (j % 4) + 4);
    return [...block].sort((a, b) => b - a).indexOf(mag[i][j]) < 2;
  },
  (i) => rowSum[i] >= rowCut,
];

export default (lang) => {
  const names = [pick(lang, '非结构化', 'unstructured'), pick(lang, '2:4 半结构化', '2:4'), pick(lang, '结构化（整行）', 'structured (rows)')];
  const notes = [pick(lang, '位置任意', 'any position'), pick(lang, '每 4 个留 2 个', '2 of every 4'), pick(lang, '矩阵真的变小', 'a smaller matrix')];
  const total = (keep) => {
    let kept = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (keep(i, j)) kept += mag[i][j];
    return (100 * kept) / mag.flat().reduce((a, b) => a + b);
  };
  const out = [];
  keeps.forEach((keep, n) => {
    const x0 = 26 + n * 206;
    out.push(text(x0 + 88, 26, names[n], 'h mid'));
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) out.push(rect(x0 + j * 22 + (j >= 4 && n === 1 ? 4 : 0), 42 + i * 22, 19, 19, keep(i, j) ? 'fa' : 'box'));
    out.push(text(x0 + 88, 242, notes[n], 't mid'), text(x0 + 88, 264, pick(lang, `保住幅值 ${total(keep).toFixed(0)}%`, `magnitude kept ${total(keep).toFixed(0)}%`), 'm mid'));
  });
  return svg(640, 280, pick(lang, '三种剪枝模式', 'Three pruning patterns'), out);
};
