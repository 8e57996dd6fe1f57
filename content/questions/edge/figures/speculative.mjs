import { svg, line, polyline, circle, text, scale, pick } from '../../../figureKit.mjs';
import { measured } from '../phone.mjs';

/** Speed-up of speculative decoding by the length of the draft; c is the price of a draft step, a the acceptance. */
const speedup = (a, k, c) => (1 - a ** (k + 1)) / (1 - a) / (k * c + 1);
const draft = measured[3].decode / measured[1].decode; // 1B drafts for 3B
const x = scale(1, 8, 60, 470);
const y = scale(0, 3.2, 264, 44);
const lengths = [1, 2, 3, 4, 5, 6, 7, 8];
const curves = [
  { a: 0.8, c: 0.05, cls: 'a', dot: 'fa' },
  { a: 0.6, c: 0.05, cls: 'a dash', dot: 'fa' },
  { a: 0.8, c: draft, cls: 'b', dot: 'fb' },
  { a: 0.6, c: draft, cls: 'b dash', dot: 'fb' },
];

export default (lang) => svg(640, 322, pick(lang, '推测解码的加速', 'Speed-up of speculative decoding'),
  text(20, 24, pick(lang, '加速倍数', 'speed-up'), 'm'),
  [0, 1, 2, 3].map((v) => line(60, y(v), 470, y(v), v === 1 ? 'axis dash' : 'grid') + text(52, y(v) + 4, v, 's end')),
  line(60, y(0), 470, y(0)),
  lengths.map((k) => text(x(k), 283, k, 's mid')),
  text(265, 308, pick(lang, '草稿长度 k', 'length k of the draft'), 'm mid'),
  curves.map(({ a, c, cls, dot }) => polyline(lengths.map((k) => [x(k), y(speedup(a, k, c))]), cls) + circle(x(4), y(speedup(a, 4, c)), 4, dot)
    + text(480, y(speedup(a, 8, c)) + 4, `α = ${a}, c = ${c.toFixed(2)}`, 't')));
