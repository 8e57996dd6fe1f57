import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';
import { bandwidth, efficiency, llama3b, measured } from '../phone.mjs';

/** Billions of parameters that each budget allows, at 5 bits a weight and 20 tokens a second, with 512 prompt tokens in a second. */
const bytes = 5 / 8;
const rate = 20;
const prompt = 512;
const cold = (bandwidth * efficiency) / rate / bytes;
const quantised = measured[3];
export const limits = [
  { id: 'cpu', zh: '首 token 一秒，CPU', en: 'first token in 1 s, CPU', billions: (2 * llama3b.params * quantised.prefill) / (2 * prompt) / 1e9 },
  { id: 'heat', zh: '持续 3 瓦', en: '3 watts for long', billions: 3 / rate / 0.1 },
  { id: 'hot', zh: '热机每秒 20 个', en: '20 per second, warm', billions: cold / 2 },
  { id: 'cold', zh: '冷机每秒 20 个', en: '20 per second, cold', billions: cold },
  { id: 'memory', zh: '内存 4 GB', en: '4 GB of memory', billions: (4 - (quantised.resident - quantised.file)) / bytes },
  { id: 'npu', zh: '首 token 一秒，NPU', en: 'first token in 1 s, NPU', billions: (2 * 3e9) / 0.0006 / (2 * prompt) / 1e9 },
];

export default (lang) => {
  const x = scale(0, 10, 180, 590);
  return svg(640, 296, pick(lang, '各项预算允许的参数量', 'Parameters that each budget allows'),
    text(20, 24, pick(lang, '学生的参数量上限（十亿）', 'limit of the student’s parameters (billions)'), 'm'),
    [0, 2, 4, 6, 8, 10].map((n) => line(x(n), 38, x(n), 264, n ? 'grid' : 'axis') + text(x(n), 284, n ? `${n}B` : '0', 's mid')),
    limits.map((l, i) => {
      const y = 46 + i * 36;
      return text(172, y + 17, pick(lang, l.zh, l.en), 't end') + rect(x(0), y, x(l.billions) - x(0), 24, i === 0 ? 'fb' : 'fa')
        + text(x(l.billions) + 6, y + 17, l.billions.toFixed(l.billions < 1 ? 2 : 1), 'h');
    }));
};
