import { svg, line, polyline, text, scale, pick } from '../../../figureKit.mjs';

// A100 80 GB SXM data sheet: 2.039 TB/s, 312 TFLOPS fp16 dense, 624 TOPS int8 dense; a 7-billion-parameter model.
const N = 7e9;
const bandwidth = 2.039e12;
const kinds = [
  { cls: 'a', bytes: 2, peak: 312e12 },
  { cls: 'b dash', bytes: 1, peak: 624e12 },
  { cls: 'c', bytes: 0.5 + 2 / 128, peak: 312e12 },
];
const stepMs = (k, batch) => 1e3 * Math.max((N * k.bytes) / bandwidth, (2 * N * batch) / k.peak);

export default (lang) => {
  const names = [pick(lang, 'fp16', 'fp16'), pick(lang, 'W8A8（int8 计算）', 'W8A8 (int8 arithmetic)'), pick(lang, '仅权重 int4', 'weight-only int4')];
  const x = scale(0, 9, 60, 600);
  const y = scale(0, 24, 262, 52);
  const out = [];
  for (const ms of [0, 6, 12, 18, 24]) out.push(line(60, y(ms), 600, y(ms), ms ? 'grid' : 'axis'), text(52, y(ms) + 4, String(ms), 's end'));
  for (let p = 0; p <= 9; p++) out.push(text(x(p), 281, String(2 ** p), 's mid'));
  out.push(text(330, 304, pick(lang, '批大小（对数刻度）', 'batch size (log scale)'), 'm mid'));
  out.push(text(20, 22, pick(lang, '每个解码步毫秒（下限）', 'ms per decode step (lower bound)'), 'm'));
  kinds.forEach((k, i) => {
    out.push(polyline(Array.from({ length: 181 }, (_, j) => [x(j / 20), y(stepMs(k, 2 ** (j / 20)))]), k.cls));
    out.push(line(90, 70 + i * 26, 118, 70 + i * 26, k.cls), text(126, 75 + i * 26, `${names[i]}: ${stepMs(k, 1).toFixed(2)} ms @ 1`, 't'));
  });
  return svg(640, 318, pick(lang, '批大小与解码步时间', 'Batch size and time per decode step'), out);
};
