import { line, pick, rect, scale, svg, text } from '../../../figureKit.mjs';

// GPU hours on an A100 by 6ND, all at the rate that Llama 2 7B's own figures give: 8.4e22 operations in 184,320 hours.
const N = 7e9;
const perHour = (6 * N * 2e12) / 184_320;
const hours = (tokens) => (6 * N * tokens) / perHour;
const BILLS = [
  { zh: '微调：1,000 万 token，三遍', en: 'fine-tuning: 10 million tokens, 3 passes', tokens: 3e7, cls: 'fa' },
  { zh: '二十次这样的实验', en: 'twenty such experiments', tokens: 20 * 3e7, cls: 'fa' },
  { zh: '领域继续预训练：100 亿 token', en: 'continued pretraining: 10 billion tokens', tokens: 1e10, cls: 'fc' },
  { zh: '从头：每参数 20 个 token', en: 'from scratch: 20 tokens a parameter', tokens: 20 * N, cls: 'fb' },
  { zh: '从头：Llama 2 的 2 万亿 token', en: 'from scratch: Llama 2’s 2 trillion tokens', tokens: 2e12, cls: 'fb' },
  { zh: '从头：Qwen3 的 36 万亿 token', en: 'from scratch: Qwen3’s 36 trillion tokens', tokens: 36e12, cls: 'fb' },
];

const X = scale(0, 7, 20, 560);
const bottom = 40 + BILLS.length * 46;
const written = (h) => (h < 1000 ? (h < 10 ? h.toFixed(1) : h.toFixed(0)) : Math.round(Number(h.toPrecision(3))).toLocaleString('en'));
export default (lang) =>
  svg(
    640,
    bottom + 44,
    pick(lang, '同一个 7B，六种训练的 A100 小时', 'A100 hours of six ways to train the same 7B'),
    Array.from({ length: 8 }, (_, i) => [line(X(i), 24, X(i), bottom, 'grid'), text(X(i), bottom + 16, (10 ** i).toLocaleString('en'), 's mid')]),
    line(X(0), bottom, X(7), bottom, 'axis'),
    BILLS.map(({ zh, en, tokens, cls }, i) => {
      const top = 30 + i * 46;
      const h = hours(tokens);
      return [text(X(0) + 4, top + 10, pick(lang, zh, en), 't'), rect(X(0), top + 16, X(Math.log10(h)) - X(0), 16, cls, 2), text(X(Math.log10(h)) + 8, top + 29, written(h), 'h')];
    }),
    text(X(3.5), bottom + 36, pick(lang, 'A100 小时（对数刻度）', 'A100 hours (log scale)'), 't mid'),
  );
