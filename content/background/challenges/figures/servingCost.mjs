import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Llama-2-7B shape: 14 GB of bf16 weights, 2 (K, V) × 32 layers × 4,096 × 2 bytes of cache per token, 2,048 tokens of context. */
const weights = 14e9;
const cachePerRequest = 2 * 32 * 4096 * 2 * 2048;
const bandwidth = 3.35e12;
const dollarsPerHour = 2;

/** Bandwidth-bound lower limit of the cost per million generated tokens. */
const cost = (batch, cache) => {
  const seconds = (weights + batch * cache) / bandwidth;
  return (dollarsPerHour / 3600) * (seconds / batch) * 1e6;
};

const limit = Math.floor((80e9 - weights) / cachePerRequest);
const x = scale(0, Math.log2(128), 80, 610);
const y = scale(Math.log10(0.015), Math.log10(4), 270, 40);
const at = (batch, cache) => [x(Math.log2(batch)), y(Math.log10(cost(batch, cache)))];

export default (lang) => {
  const batches = Array.from({ length: 57 }, (_, i) => 2 ** (i / 8));
  const real = batches.filter((b) => b <= limit).concat(limit);
  return svg(640, 330, pick(lang, '每百万生成 token 的成本随批大小变化', 'Cost per million generated tokens against batch size'),
    [0.02, 0.1, 0.5, 2].map((v) => line(80, y(Math.log10(v)), 610, y(Math.log10(v)), 'grid') + text(72, y(Math.log10(v)) + 4, String(v), 'm end')),
    line(80, 270, 610, 270), line(80, 40, 80, 270),
    [1, 2, 4, 8, 16, 32, 64, 128].map((b) => text(x(Math.log2(b)), 290, b, 'm mid')),
    line(x(Math.log2(limit)), 40, x(Math.log2(limit)), 270, 'd dash'),
    text(x(Math.log2(limit)) - 6, 54, pick(lang, `显存上限 ${limit} 路`, `memory full at ${limit}`), 't end'),
    polyline(batches.map((b) => at(b, 0)), 'b dash'),
    polyline(real.map((b) => at(b, cachePerRequest)), 'a'),
    [1, 8, 32].map((b) => {
      const [px, py] = at(b, cachePerRequest);
      return circle(px, py, 5, 'fa') + text(px + 8, py - 8, cost(b, cachePerRequest).toFixed(2), 'h');
    }),
    text(x(Math.log2(18)), y(Math.log10(0.05)), pick(lang, '忽略 KV 缓存', 'cache ignored'), 't end'),
    text(80, 24, pick(lang, '美元 / 百万 token（对数轴）', 'USD per million tokens (log axis)'), 'm'),
    text(345, 316, pick(lang, '同时解码的请求数', 'requests decoded together'), 'm mid'));
};
