import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';
import { measured } from '../phone.mjs';

/** A prompt of 512 tokens and an answer of 200: seconds to the first token, and to the last. */
const prompt = 512;
const answer = 200;
const [, small, plain, quantised] = measured;
const rows = [
  ...[plain, quantised, small].map((m) => ({ name: m.name, first: prompt / m.prefill, rest: answer / m.decode })),
  // Apple, June 2024: about 0.6 ms per prompt token, 30 tokens a second, a model of about 3B.
  { name: '3B, iPhone 15 Pro', first: prompt * 0.0006, rest: answer / 30 },
];

export default (lang) => {
  const x = scale(0, 60, 150, 610);
  const label = (name) => (lang === 'zh-cn' ? name.replace('4-bit', '4 位').replace(', ', '，') : name);
  return svg(640, 268, pick(lang, '首 token 与其余 token 的时间', 'Time to the first token and for the rest'),
    rect(150, 14, 14, 14, 'fb'), text(170, 26, pick(lang, '首 token（预填充）', 'first token (prefill)'), 't'),
    rect(340, 14, 14, 14, 'fa'), text(360, 26, pick(lang, '其余 200 个 token', 'the other 200 tokens'), 't'),
    [0, 15, 30, 45, 60].map((s) => line(x(s), 44, x(s), 222, s ? 'grid' : 'axis') + text(x(s), 240, pick(lang, `${s} 秒`, `${s} s`), 's mid')),
    rows.map((r, i) => {
      const y = 54 + i * 42;
      return text(142, y + 18, label(r.name), 't end') + rect(x(0), y, x(r.first) - x(0), 26, 'fb') + rect(x(r.first), y, x(r.rest) - x(0), 26, 'fa')
        + text(x(r.first + r.rest) + 6, y + 18, `${r.first.toFixed(1)} + ${r.rest.toFixed(1)}`, 't');
    }),
    text(380, 260, pick(lang, '提示 512 个 token，回答 200 个；前三行是 OnePlus 12 的 CPU', 'prompt of 512 tokens, answer of 200; first three rows: CPU of a OnePlus 12'), 'm mid'));
};
