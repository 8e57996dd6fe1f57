import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Share of time lost to writing and to repeated work: delta / interval + interval / (2 M), all in minutes. */
const between = (54 * 24 * 60) / 419;
const lost = (delta, interval) => delta / interval + interval / (2 * between);
const curves = [
  { delta: 2, series: 'a', zh: '停 2 分钟', en: 'stop of 2 min' },
  { delta: 10 / 60, series: 'c', zh: '停 10 秒', en: 'stop of 10 s' },
];
const x = scale(0, Math.log10(120), 80, 600);
const y = scale(0, 0.5, 270, 40);
const points = (delta) => Array.from({ length: 121 }, (_, i) => 10 ** ((i / 120) * Math.log10(120))).filter((v) => lost(delta, v) <= 0.5).map((v) => [x(Math.log10(v)), y(lost(delta, v))]);

export default (lang) => svg(640, 330, pick(lang, '检查点间隔与损失的时间', 'Checkpoint interval and lost time'),
  [0, 0.1, 0.2, 0.3, 0.4, 0.5].map((v) => line(80, y(v), 600, y(v), 'grid') + text(72, y(v) + 4, `${Math.round(v * 100)}%`, 'm end')),
  [1, 3, 10, 30, 100].map((v) => text(x(Math.log10(v)), 290, v, 'm mid')),
  line(80, 270, 600, 270),
  curves.map(({ delta, series, zh, en }) => {
    const best = Math.sqrt(2 * delta * between);
    const at = [x(Math.log10(best)), y(lost(delta, best))];
    const label = pick(lang, `${zh}：最优 ${best.toFixed(best < 10 ? 1 : 0)} 分钟，损失 ${(100 * lost(delta, best)).toFixed(1)}%`, `${en}: best ${best.toFixed(best < 10 ? 1 : 0)} min, ${(100 * lost(delta, best)).toFixed(1)}% lost`);
    return polyline(points(delta), series) + circle(...at, 5, `f${series}`) + (series === 'a' ? text(at[0], y(0.27), label, 't mid') : text(92, y(0.22), label, 't'));
  }),
  text(80, 24, pick(lang, '写检查点加重做所占的时间', 'time spent writing and repeating'), 'm'),
  text(340, 318, pick(lang, '间隔（分钟，对数轴）；每 3.1 小时中断一次', 'interval (minutes, log axis); an interruption every 3.1 hours'), 'm mid'));
