import { line, pick, polyline, scale, svg, text } from '../../../figureKit.mjs';

// Central difference of the page's worked example with respect to W1[0][0], for shrinking h: once in
// float64, once with every intermediate result rounded to float32, as tensors hold it.
const central = (round, h) => {
  const lossAt = (w) => {
    const z1 = [round(round(1 * w) + round(0.5 * 1)), round(round(1 * -0.5) + round(0.5 * 0.5))];
    const a1 = z1.map((v) => round(Math.tanh(v)));
    const z2 = [a1[0], round(round(-a1[0]) + a1[1])];
    const largest = Math.max(...z2);
    const e = z2.map((v) => round(Math.exp(round(v - largest))));
    return round(-round(Math.log(round(e[1] / round(e[0] + e[1])))));
  };
  return (lossAt(round(0.5 + h)) - lossAt(round(0.5 - h))) / (2 * h);
};

const a = [Math.tanh(1), Math.tanh(-0.25)];
const e = [Math.exp(a[0]), Math.exp(a[1] - a[0])];
const p = e[0] / (e[0] + e[1]);
const exact = 2 * p * (1 - a[0] ** 2);

const relativeError = (round, h) => Math.max(Math.abs(central(round, h) - exact) / exact, 1e-12);
const steps = Array.from({ length: 81 }, (_, i) => -8 + i / 10); // powers of ten
const X = scale(-8, 0, 62, 620);
const Y = scale(-12, 1, 300, 20);
const superscript = (n) => String(n).replace(/./g, (c) => ({ '-': '⁻' })[c] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
const curve = (round) => steps.map((exponent) => [X(exponent), Y(Math.min(Math.log10(relativeError(round, 10 ** exponent)), 1))]);

export default (lang) =>
  svg(
    640,
    350,
    pick(lang, '中心差分的相对误差随步长 h 的变化', 'Relative error of the central difference against the step h'),
    [-12, -10, -8, -6, -4, -2, 0].map((v) => [line(X(-8), Y(v), X(0), Y(v), 'grid'), text(56, Y(v) + 4, `10${superscript(v)}`, 's end')]),
    [-8, -6, -4, -2, 0].map((v) => text(X(v), 318, `10${superscript(v)}`, 's mid')),
    line(X(-8), Y(-12), X(0), Y(-12), 'axis'),
    line(X(-8), Y(-12), X(-8), Y(1), 'axis'),
    line(X(-8), Y(-3), X(0), Y(-3), 'c dash'),
    text(X(-8) + 6, Y(-3) + 17, pick(lang, '评分容差', 'tolerance of grading'), 's'),
    polyline(curve((v) => v), 'a'),
    polyline(curve(Math.fround), 'b'),
    text(X(-3.9), Y(-11), 'float64', 'h'),
    text(X(-4.4), Y(-0.2), 'float32', 'h'),
    text(X(-4), 340, pick(lang, '步长 h', 'step h'), 't mid'),
  );
