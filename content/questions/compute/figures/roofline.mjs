import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Peak dense bf16 TFLOP/s and memory bandwidth in TB/s from the vendors' data sheets. */
const chips = [
  { name: 'H100 SXM', peak: 989, bandwidth: 3.35, series: 'a' },
  { name: 'TPU v5e', peak: 197, bandwidth: 0.819, series: 'b' },
];
const attainable = (chip, intensity) => Math.min(chip.peak, chip.bandwidth * intensity);
const x = scale(0, Math.log10(2000), 70, 600);
const y = scale(Math.log10(0.6), Math.log10(1500), 270, 40);
const at = (chip, intensity) => [x(Math.log10(intensity)), y(Math.log10(attainable(chip, intensity)))];

export default (lang) => svg(640, 330, pick(lang, 'H100 与 TPU v5e 的屋顶线', 'Rooflines of H100 and TPU v5e'),
  [1, 10, 100, 1000].map((v) => line(70, y(Math.log10(v)), 600, y(Math.log10(v)), 'grid') + text(62, y(Math.log10(v)) + 4, v, 'm end') + text(x(Math.log10(v)), 290, v, 'm mid')),
  line(70, 270, 600, 270), line(70, 40, 70, 270),
  chips.map((chip) => {
    const ridge = chip.peak / chip.bandwidth;
    const [rx, ry] = at(chip, ridge);
    return polyline([at(chip, 1), at(chip, ridge), at(chip, 2000)], chip.series) + circle(rx, ry, 5, `f${chip.series}`) +
      text(600, ry + (chip.series === 'a' ? -10 : 20), `${chip.name}: ${chip.peak}`, 'h end');
  }),
  text(at(chips[0], 295)[0] - 8, at(chips[0], 295)[1] - 8, '295', 't end'),
  text(at(chips[1], 240)[0] - 4, at(chips[1], 240)[1] + 20, '241', 't mid'),
  [1, 64].map((b) => circle(...at(chips[0], b), 6, 'fc')),
  text(at(chips[0], 1)[0] + 6, at(chips[0], 1)[1] - 46, pick(lang, '批 1：3.35', 'batch 1: 3.35'), 't'),
  text(at(chips[0], 64)[0] - 10, at(chips[0], 64)[1] - 6, pick(lang, '批 64：214', 'batch 64: 214'), 't end'),
  text(70, 24, pick(lang, '可达算力 TFLOP/s（对数轴）', 'attainable TFLOP/s (log axis)'), 'm'),
  text(335, 316, pick(lang, '算术强度（FLOP/字节，对数轴）', 'arithmetic intensity (FLOP/byte, log axis)'), 'm mid'));
