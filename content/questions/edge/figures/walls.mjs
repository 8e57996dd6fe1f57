import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

/** The largest model, in billions of parameters, that each budget of the example phone allows. */
const bytesEach = (4 + 16 / 32) / 8;
const cache = (2 * 28 * 8 * 128 * 2 * 4096) / 1e9; // GB
const walls = (lang) => [
  { name: pick(lang, '速度：每秒 20 个 token', 'speed: 20 tokens/s'), billions: ((51.2 * 0.6) / 20 - cache) / bytesEach },
  { name: pick(lang, '首个 token：2 秒以内', 'first token: 2 seconds'), billions: (2 * 2e12) / (2 * 1000) / 1e9 },
  { name: pick(lang, '电量：每个回答 0.1%', 'battery: 0.1% an answer'), billions: (50e3 * 0.001) / (0.1 * 200) },
  { name: pick(lang, '内存：3 GB', 'memory: 3 GB'), billions: (3 - cache - 0.3) / bytesEach },
];
const x = scale(0, 5, 210, 610);

export default (lang) => {
  const rows = walls(lang);
  const tightest = Math.min(...rows.map(({ billions }) => billions));
  return svg(640, 260, pick(lang, '四堵墙各允许多大的模型：速度最紧，1.9B', 'How large a model each of four walls allows: speed is the tightest, at 1.9B'),
    [0, 1, 2, 3, 4, 5].map((v) => line(x(v), 30, x(v), 210, 'grid') + text(x(v), 228, v, 'm mid')),
    rows.map(({ name, billions }, i) => {
      const top = 40 + i * 43;
      return rect(x(0), top, x(billions) - x(0), 28, billions === tightest ? 'fb' : 'fa') + text(200, top + 19, name, 't end') + text(x(billions) + 8, top + 19, `${billions.toFixed(1)}B`, 'h');
    }),
    line(x(tightest), 30, x(tightest), 210, 'b dash'),
    text(410, 250, pick(lang, '最多多少十亿参数（4.5 比特）', 'at most this many billion parameters (4.5 bits)'), 'm mid'));
};
