import { svg, line, polyline, circle, text, scale, pick } from '../../../figureKit.mjs';

/** Speed-up over 40 ms on the CPU: nine tenths run 10 times faster on the NPU, and each return to the CPU takes 1.6 ms. */
const speedup = (count) => 40 / (36 / 10 + 4 + 1.6 * count);
const x = scale(0, 12, 60, 590);
const y = scale(0, 6, 262, 44);
const counts = Array.from({ length: 13 }, (_, i) => i);

export default (lang) => svg(640, 322, pick(lang, '不支持的算子分成几处与加速', 'Places of unsupported operators and speed-up'),
  text(20, 24, pick(lang, '比 CPU 快几倍', 'times faster than the CPU'), 'm'),
  [0, 1, 2, 3, 4, 5, 6].map((v) => line(60, y(v), 590, y(v), v ? 'grid' : 'axis') + text(52, y(v) + 4, v, 's end')),
  counts.map((c) => text(x(c), 281, c, 's mid')),
  text(325, 308, pick(lang, '不支持的算子分成几处', 'places in which unsupported operators sit'), 'm mid'),
  line(60, y(speedup(0)), 590, y(speedup(0)), 'c dash'),
  text(590, y(speedup(0)) - 8, pick(lang, `阿姆达尔上限 ${speedup(0).toFixed(1)}`, `Amdahl’s limit ${speedup(0).toFixed(1)}`), 't end'),
  polyline(counts.map((c) => [x(c), y(speedup(c))]), 'a'),
  [1, 3, 10].map((c) => circle(x(c), y(speedup(c)), 4, 'fa') + text(x(c) + 8, y(speedup(c)) - 8, speedup(c).toFixed(1), 'h')));
