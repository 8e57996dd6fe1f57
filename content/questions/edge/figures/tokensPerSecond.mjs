import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

/** Upper limit of decoding speed: memory bandwidth over bytes of weights read per token. */
const bandwidth = 51.2; // GB/s: 64-bit LPDDR5 at 6,400 MT/s
const speed = (billions, bits) => bandwidth / ((billions * bits) / 8);
const formats = [{ bits: 16, label: 'fp16', fill: 'fc' }, { bits: 8, label: 'int8', fill: 'fb' }, { bits: 4.5, label: '4.5 bit', fill: 'fa' }];
const y = scale(0, 100, 270, 40);

export default (lang) => svg(640, 330, pick(lang, '手机解码速度上限', 'Upper limit of decoding speed on a phone'),
  [0, 20, 40, 60, 80, 100].map((v) => line(60, y(v), 610, y(v), 'grid') + text(54, y(v) + 4, v, 'm end')),
  line(60, 270, 610, 270),
  [1, 3, 7].map((billions, group) => formats.map(({ bits, fill }, i) => {
    const left = 90 + group * 180 + i * 46;
    const v = speed(billions, bits);
    return rect(left, y(v), 38, 270 - y(v), fill) + text(left + 19, y(v) - 6, v < 10 ? v.toFixed(1) : Math.round(v), 'h mid');
  }).concat(text(90 + group * 180 + 65, 290, `${billions}B`, 't mid'))),
  formats.map(({ label, fill }, i) => rect(380 + i * 78, 12, 14, 14, fill) + text(398 + i * 78, 24, label, 't')),
  text(60, 24, pick(lang, 'token / 秒（上限）', 'tokens per second (limit)'), 'm'),
  text(335, 316, pick(lang, '参数量；内存带宽 51.2 GB/s', 'parameters; memory bandwidth 51.2 GB/s'), 'm mid'));
