import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Peak dense bf16 TFLOP/s and memory bandwidth in TB/s from the vendors' documents. */
const chips = {
  h100: { name: 'H100 SXM', peak: 989, bandwidth: 3.35, series: 'a' },
  v6e: { name: 'TPU v6e', peak: 918, bandwidth: 1.638, series: 'b' },
  v5p: { name: 'TPU v5p', peak: 459, bandwidth: 2.765, series: 'c' },
};
const attainable = (chip, intensity) => Math.min(chip.peak, chip.bandwidth * intensity);
const x = scale(0, Math.log10(3000), 70, 600);
const y = scale(Math.log10(1), Math.log10(1600), 290, 40);
const at = (chip, intensity) => [x(Math.log10(intensity)), y(Math.log10(attainable(chip, intensity)))];
const ridge = (chip) => chip.peak / chip.bandwidth;

/** A training product: 16,384 tokens by 4,096, times a 4,096 by 4,096 matrix, two bytes a number. */
const [tokens, width] = [16384, 4096];
const product = (2 * tokens * width * width) / (2 * (2 * tokens * width + width * width));

export default (lang) => svg(640, 350, pick(lang, 'H100、TPU v6e 与 TPU v5p 的屋顶线', 'Rooflines of H100, TPU v6e and TPU v5p'),
  [1, 10, 100, 1000].map((v) => line(70, y(Math.log10(v)), 600, y(Math.log10(v)), 'grid') + text(62, y(Math.log10(v)) + 4, v, 'm end') + text(x(Math.log10(v)), 309, v, 'm mid')),
  line(70, 290, 600, 290), line(70, 40, 70, 290),
  Object.values(chips).map((chip) => {
    const top = ridge(chip);
    return polyline([at(chip, 1), at(chip, top), at(chip, 3000)], chip.series) + circle(...at(chip, top), 5, `f${chip.series}`);
  }),
  text(at(chips.h100, ridge(chips.h100))[0] - 8, at(chips.h100, 295)[1] - 6, `H100: ${Math.round(ridge(chips.h100))}`, 'h end'),
  text(at(chips.v6e, ridge(chips.v6e))[0] + 2, at(chips.h100, 295)[1] - 6, `v6e: ${Math.round(ridge(chips.v6e))}`, 'h'),
  text(x(Math.log10(500)), at(chips.v5p, 3000)[1] + 18, `v5p: ${Math.round(ridge(chips.v5p))}`, 'h'),
  [1, 64].map((batch) => [line(x(Math.log10(batch)), 290, x(Math.log10(batch)), at(chips.h100, batch)[1], 'd dash')]),
  line(x(Math.log10(product)), 290, x(Math.log10(product)), at(chips.h100, product)[1], 'd dash'),
  text(x(0) + 10, 280, pick(lang, '解码，批大小 1', 'decode, batch 1'), 't'),
  text(x(Math.log10(64)) + 8, 280, pick(lang, '解码，批大小 64', 'decode, batch 64'), 't'),
  text(x(Math.log10(product)) - 8, 250, pick(lang, '训练的矩阵乘', 'training matmul'), 't end'),
  text(70, 24, pick(lang, '可达算力 TFLOP/s（对数轴）', 'attainable TFLOP/s (log axis)'), 'm'),
  text(335, 338, pick(lang, '算术强度（FLOP/字节，对数轴）', 'arithmetic intensity (FLOP/byte, log axis)'), 'm mid'));
