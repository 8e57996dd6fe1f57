import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';
import { measured, bandwidth } from '../phone.mjs';

/** Limit of decoding speed (bandwidth over the bytes that a step reads), and what was measured. */
const y = scale(0, 100, 262, 46);

export default (lang) => svg(640, 316, pick(lang, '解码速度：上限与实测', 'Decoding speed: limit and measurement'),
  [0, 20, 40, 60, 80, 100].map((v) => line(60, y(v), 610, y(v), v ? 'grid' : 'axis') + text(52, y(v) + 4, v, 's end')),
  measured.map((m, i) => {
    const left = 96 + i * 132;
    const name = lang === 'zh-cn' ? m.name.replace('4-bit', '4 位') : m.name;
    return rect(left, y(m.limit), 72, 262 - y(m.limit), 'pa') + line(left - 6, y(m.decode), left + 78, y(m.decode), 'b')
      + text(left + 36, y(m.limit) - 8, m.limit.toFixed(1), 't mid') + text(left + 84, y(m.decode) + 4, m.decode.toFixed(1), 'h')
      + text(left + 36, 282, name, 't mid');
  }),
  text(60, 24, pick(lang, 'token / 秒', 'tokens per second'), 'm'),
  rect(250, 12, 14, 14, 'pa'), text(270, 24, pick(lang, `上限（${bandwidth} GB/s）`, `limit (${bandwidth} GB/s)`), 't'),
  line(430, 19, 452, 19, 'b'), text(460, 24, pick(lang, '实测', 'measured'), 't'),
  text(335, 306, 'Llama 3.2', 'm mid'));
