import { circle, line, pick, polyline, rect, scale, svg, text } from '../../../figureKit.mjs';

// tanh and its derivative; the marked points are the two hidden units of the page's worked example.
const SATURATED = Math.atanh(Math.sqrt(0.99)); // |z| beyond this leaves less than 1% of the gradient
const slope = (z) => 1 - Math.tanh(z) ** 2;

const X = scale(-5, 5, 50, 620);
const Y = scale(-1.1, 1.2, 290, 20);
const curve = (f) => Array.from({ length: 201 }, (_, i) => -5 + i / 20).map((z) => [X(z), Y(f(z))]);

export default (lang) =>
  svg(
    640,
    330,
    pick(lang, 'tanh 与它的导数', 'tanh and its derivative'),
    rect(X(-5), Y(1.2), X(-SATURATED) - X(-5), Y(-1.1) - Y(1.2), 'pd'),
    rect(X(SATURATED), Y(1.2), X(5) - X(SATURATED), Y(-1.1) - Y(1.2), 'pd'),
    [-1, 1].map((v) => line(X(-5), Y(v), X(5), Y(v), 'grid')),
    line(X(-5), Y(0), X(5), Y(0), 'axis'),
    line(X(0), Y(-1.1), X(0), Y(1.2), 'axis'),
    [-4, -2, 2, 4].map((v) => text(X(v), Y(0) + 18, String(v).replace('-', '−'), 's mid')),
    [-1, 1].map((v) => text(44, Y(v) + 4, String(v).replace('-', '−'), 's end')),
    text(44, Y(0) + 4, '0', 's end'),
    polyline(curve(Math.tanh), 'a'),
    polyline(curve(slope), 'b'),
    [1, -0.25].map((z) => [circle(X(z), Y(Math.tanh(z)), 5, 'fa'), circle(X(z), Y(slope(z)), 5, 'fb')]),
    text(X(1) + 10, Y(slope(1)) + 2, slope(1).toFixed(2), 't'),
    text(X(-0.25) - 10, Y(slope(-0.25)) - 2, slope(-0.25).toFixed(2), 't end'),
    text(X(1.75), Y(1.06), 'a = tanh(z)', 'h'),
    text(X(-2.15), Y(0.32), '1 − a²', 'h'),
    text(X((5 + SATURATED) / 2), Y(-0.55), pick(lang, '饱和', 'saturated'), 'h mid'),
    text(X((5 + SATURATED) / 2), Y(-0.72), '1 − a² < 0.01', 's mid'),
    text(X(-(5 + SATURATED) / 2), Y(0.72), pick(lang, '饱和', 'saturated'), 'h mid'),
    text(X(-(5 + SATURATED) / 2), Y(0.55), '1 − a² < 0.01', 's mid'),
    text(X(0), 318, 'z', 't mid'),
  );
