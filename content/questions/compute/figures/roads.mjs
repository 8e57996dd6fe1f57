import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

/** Seconds to move the 14 GB of a 7B model's bf16 weights, or of its gradients, once over each road, at the nominal rate. */
const gigabytes = 14;
const roads = [
  { zh: '显存 HBM（H100）', en: 'HBM (H100)', rate: 3350 },
  { zh: 'NVLink，单向', en: 'NVLink, one way', rate: 450 },
  { zh: 'PCIe 5.0 ×16', en: 'PCIe 5.0 ×16', rate: 64 },
  { zh: '网络 400 Gb/s', en: 'network, 400 Gb/s', rate: 400 / 8 },
  { zh: '网络 100 Gb/s', en: 'network, 100 Gb/s', rate: 100 / 8 },
  { zh: '存储 2 GB/s', en: 'storage, 2 GB/s', rate: 2 },
];
const x = scale(-3, 1, 160, 590);
const seconds = (road) => gigabytes / road.rate;
const written = (s, lang) => (s < 1 ? `${(s * 1000).toFixed(s < 0.1 ? 1 : 0)} ${pick(lang, '毫秒', 'ms')}` : `${s.toFixed(2)} ${pick(lang, '秒', 's')}`);

export default (lang) => svg(640, 300, pick(lang, '搬 14 GB 在各条路上要多久', 'How long 14 GB takes on each road'),
  [-3, -2, -1, 0, 1].map((v) => line(x(v), 24, x(v), 250, 'grid') + text(x(v), 268, v < 0 ? `${1000 * 10 ** v} ${pick(lang, '毫秒', 'ms')}` : `${10 ** v} ${pick(lang, '秒', 's')}`, 'm mid')),
  roads.map((road, i) => {
    const top = 30 + i * 37;
    const end = x(Math.log10(seconds(road)));
    const inside = end > 500;
    return [text(152, top + 18, pick(lang, road.zh, road.en), 't end'), rect(x(-3), top, end - x(-3), 26, i < 2 ? 'pa' : i < 3 ? 'pb' : 'pc'),
      text(inside ? end - 6 : end + 6, top + 18, written(seconds(road), lang), inside ? 'h end' : 'h')];
  }),
  line(x(-3), 24, x(-3), 250),
  text(375, 290, pick(lang, '搬一次 14 GB 的时间（对数轴，按标称速率）', 'time to move 14 GB once (log axis, nominal rates)'), 'm mid'));
