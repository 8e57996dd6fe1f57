import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

// Llama-2-7B shapes: 32 layers, hidden size 4096, no grouped-query attention, fp16 KV cache, 4096 tokens a session.
const kvPerSession = (2 * 32 * 4096 * 2 * 4096) / 1e9; // GB
const int4 = 0.5 + 2 / 128; // bytes a weight, one fp16 scale per group of 128
const models = [
  { name: 'fp16', weights: 7 * 2 },
  { name: 'int8', weights: 7 * 1 },
  { name: 'int4', weights: 7 * int4 },
];

export default (lang) => {
  const x = scale(0, 36, 150, 600);
  const out = [];
  const bottom = 296;
  for (const gb of [0, 8, 16, 24, 32]) {
    out.push(line(x(gb), 62, x(gb), bottom, gb ? 'grid' : 'axis'));
    out.push(text(x(gb), bottom + 18, gb === 0 ? '0' : `${gb} GB`, 's mid'));
  }
  [1, 8].forEach((sessions, g) => {
    const top = 66 + g * 118;
    out.push(text(14, top + 34, pick(lang, `${sessions} 个会话`, sessions === 1 ? '1 session' : `${sessions} sessions`), 'h'));
    models.forEach((m, i) => {
      const y = top + i * 34 + 4;
      const kv = kvPerSession * sessions;
      out.push(text(142, y + 17, m.name, 't end'));
      out.push(rect(x(0), y, x(m.weights) - x(0), 24, 'fa'));
      out.push(rect(x(m.weights), y, x(kv) - x(0), 24, 'fb'));
      out.push(text(x(m.weights + kv) + 6, y + 17, (m.weights + kv).toFixed(1), 't'));
    });
  });
  out.push(rect(150, 24, 14, 14, 'fa'), text(170, 36, pick(lang, '权重', 'weights'), 't'));
  out.push(rect(250, 24, 14, 14, 'fb'), text(270, 36, pick(lang, 'KV 缓存（fp16）', 'KV cache (fp16)'), 't'));
  return svg(640, 326, pick(lang, '7B 模型显存：权重加 KV 缓存', 'Memory of a 7B model: weights plus KV cache'), out);
};
