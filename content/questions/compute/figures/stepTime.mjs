import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';

/** One step of a 7B model, data-parallel over eight H100: 16,384 tokens a card, 40% of peak, 14 GB of gradients. */
const compute = (6 * 7e9 * 16384) / (989e12 * 0.4);
const ring = (gigabytesPerSecond, n = 8) => (2 * (n - 1)) / n * 14 / gigabytesPerSecond;
const backward = (2 / 3) * compute;
const plans = [
  { zh: '100 Gb/s，先算后传', en: '100 Gb/s, one after the other', exposed: ring(12.5) },
  { zh: '100 Gb/s，与反向重叠', en: '100 Gb/s, under backward', exposed: Math.max(0, ring(12.5) - backward), hidden: Math.min(ring(12.5), backward) },
  { zh: '400 Gb/s，先算后传', en: '400 Gb/s, one after the other', exposed: ring(50) },
  { zh: '400 Gb/s，与反向重叠', en: '400 Gb/s, under backward', exposed: Math.max(0, ring(50) - backward), hidden: Math.min(ring(50), backward) },
  { zh: 'NVLink，先算后传', en: 'NVLink, one after the other', exposed: ring(450) },
];
const x = scale(0, 4, 210, 590);

export default (lang) => svg(640, 310, pick(lang, '一步的时间：计算与露在外面的通信', 'Time of a step: computation and exposed communication'),
  [0, 1, 2, 3, 4].map((v) => line(x(v), 46, x(v), 262, 'grid') + text(x(v), 280, v, 'm mid')),
  plans.map(({ zh, en, exposed, hidden = 0 }, i) => {
    const top = 54 + i * 42;
    return [text(202, top + 20, pick(lang, zh, en), 't end'), rect(x(0), top, x(compute) - x(0), 28, 'pa'),
      hidden ? rect(x(compute - backward), top + 18, x(hidden) - x(0), 10, 'fb') : '',
      exposed ? rect(x(compute), top, x(exposed) - x(0), 28, 'fb') : '',
      text(x(compute + exposed) + 6, top + 20, `${Math.round((100 * compute) / (compute + exposed))}%`, 'h')];
  }),
  line(x(0), 46, x(0), 262),
  rect(210, 16, 14, 14, 'pa'), text(230, 28, pick(lang, '计算 1.74 秒', 'computation, 1.74 s'), 't'),
  rect(390, 16, 14, 14, 'fb'), text(410, 28, pick(lang, '梯度 all-reduce', 'gradient all-reduce'), 't'),
  text(400, 302, pick(lang, '秒；百分数是计算占一步的比例', 'seconds; the percentage is the share of computation'), 'm mid'));
