import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

/** GB per GPU of model state for 7 billion parameters, mixed-precision Adam, `n` data-parallel GPUs; activations are not in it. */
const billions = 7;
const n = 8;
const adapter = 0.04 / billions;
const plans = [
  { zh: '单卡 / 普通 DP', en: 'plain DP', weights: 2, gradients: 2, optimizer: 12 },
  { zh: '8 位 Adam，单卡', en: '8-bit Adam', weights: 2, gradients: 2, optimizer: 6 },
  { zh: 'ZeRO-1，8 卡', en: 'ZeRO-1, 8 GPUs', weights: 2, gradients: 2, optimizer: 12 / n },
  { zh: 'ZeRO-2，8 卡', en: 'ZeRO-2, 8 GPUs', weights: 2, gradients: 2 / n, optimizer: 12 / n },
  { zh: 'ZeRO-3，8 卡', en: 'ZeRO-3, 8 GPUs', weights: 2 / n, gradients: 2 / n, optimizer: 12 / n },
  { zh: 'LoRA（4 千万）', en: 'LoRA (40M)', weights: 2 + 2 * adapter, gradients: 2 * adapter, optimizer: 12 * adapter },
];
const x = scale(0, 120, 150, 600);

export default (lang) => svg(640, 360, pick(lang, '70 亿参数模型每张卡的模型状态显存', 'Model-state memory per GPU for 7 billion parameters'),
  [0, 20, 40, 60, 80, 100, 120].map((v) => line(x(v), 50, x(v), 305, 'grid') + text(x(v), 323, v, 'm mid')),
  plans.map((plan, i) => {
    const top = 58 + i * 41;
    let from = 0;
    const bars = [['weights', 'fa'], ['gradients', 'fb'], ['optimizer', 'fc']].map(([key, fill]) => {
      const size = plan[key] * billions;
      const bar = rect(x(from), top, x(size) - x(0), 26, fill);
      from += size;
      return bar;
    });
    return [text(142, top + 18, pick(lang, plan.zh, plan.en), 't end'), bars, text(x(from) + 6, top + 18, from.toFixed(Number.isInteger(from) ? 0 : 1), 'h')];
  }),
  line(x(80), 44, x(80), 305, 'd dash'), text(x(80) + 5, 298, pick(lang, '80 GB 的卡', '80 GB card'), 't'),
  [['fa', '权重', 'weights'], ['fb', '梯度', 'gradients'], ['fc', 'fp32 主权重 + 动量', 'fp32 master + moments']].map(([fill, zh, en], i) =>
    rect(150 + i * 120, 18, 14, 14, fill) + text(170 + i * 120, 30, pick(lang, zh, en), 't')),
  text(375, 348, pick(lang, '每卡 GB（不含激活）', 'GB per GPU (activations not counted)'), 'm mid'));
