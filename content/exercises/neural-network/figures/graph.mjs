import { arrow, line, pick, rect, svg, text } from '../../../figureKit.mjs';

// The worked example of the page, computed here once more: x = (1, 0.5), the second class is right, N = 1.
const x = [1, 0.5];
const W1 = [[0.5, -0.5], [1, 0.5]];
const W2 = [[1, -1], [0, 1]];
const y = [0, 1];

const timesRow = (row, matrix) => matrix[0].map((_, j) => row.reduce((sum, v, i) => sum + v * matrix[i][j], 0));
const outer = (a, b) => a.map((v) => b.map((w) => v * w));

const z1 = timesRow(x, W1);
const a1 = z1.map(Math.tanh);
const z2 = timesRow(a1, W2);
const exponentials = z2.map(Math.exp);
const yHat = exponentials.map((e) => e / (exponentials[0] + exponentials[1]));
const loss = -Math.log(yHat[1]);

const dz2 = yHat.map((p, j) => p - y[j]);
const dW2 = outer(a1, dz2);
const da1 = W2.map((row) => row.reduce((sum, w, j) => sum + w * dz2[j], 0));
const dz1 = da1.map((d, i) => d * (1 - a1[i] ** 2));
const dW1 = outer(x, dz1);

const number = (v, digits = 3) => v.toFixed(digits).replace('-', '−');

const WIDTH = 84;
const HEIGHT = 70;
const FORWARD = 48;
const BACKWARD = 172;
const WEIGHTS = 296;
const left = (column) => 4 + column * 108;
const middle = (column) => left(column) + WIDTH / 2;

const box = (column, top, name, values, cls, spread = 0) => [
  rect(left(column) - spread, top, WIDTH + 2 * spread, HEIGHT, cls, 6),
  text(middle(column), top + 19, name, 'h mid'),
  values.map((v, i) => text(middle(column), top + 40 + i * 19, v, 't mid')),
];
const vector = (column, top, name, values, cls, digits) => box(column, top, name, values.map((v) => number(v, digits)), cls);
const matrix = (column, name, m) => [
  box(column, WEIGHTS, name, [], 'pc', 16),
  m.map((row, i) => row.map((v, j) => text(middle(column) - 5 + j * 56, WEIGHTS + 40 + i * 19, number(v), 't end'))),
];

const forwardStep = (column, step) => [
  arrow(left(column) + WIDTH, FORWARD + 35, left(column + 1) - 1, FORWARD + 35, 'a'),
  text(left(column + 1) - 12, FORWARD - 8, step, 's mid'),
];
const backwardStep = (column) => arrow(left(column), BACKWARD + 35, left(column - 1) + WIDTH + 1, BACKWARD + 35, 'b');
const intoWeights = (column) => arrow(middle(column), BACKWARD + HEIGHT, middle(column), WEIGHTS - 1, 'b');

export default (lang) =>
  svg(
    640,
    370,
    pick(lang, '计算图：上排前向求值，下排反向求梯度', 'Computational graph: values forward above, gradients backward below'),
    text(4, 18, pick(lang, '前向 →', 'Forward →'), 'h'),
    vector(0, FORWARD, 'x', x, 'pa', 1),
    vector(1, FORWARD, 'z1', z1, 'pa'),
    vector(2, FORWARD, 'a1', a1, 'pa'),
    vector(3, FORWARD, 'z2', z2, 'pa'),
    vector(4, FORWARD, 'ŷ', yHat, 'pa'),
    vector(5, FORWARD, 'L', [loss], 'pa'),
    ['· W1 + b1', 'tanh', '· W2 + b2', 'softmax', '−ln'].map((step, i) => forwardStep(i, step)),

    // Softmax and cross-entropy go back in one step.
    line(middle(4), FORWARD + HEIGHT, middle(4), BACKWARD + 35, 'b'),
    line(middle(5), FORWARD + HEIGHT, middle(5), BACKWARD + 35, 'b'),
    arrow(middle(5), BACKWARD + 35, left(3) + WIDTH + 1, BACKWARD + 35, 'b'),
    text(left(4) + 6, BACKWARD + 62, pick(lang, '← 反向', '← Backward'), 'h'),
    vector(3, BACKWARD, 'dz2', dz2, 'pb'),
    vector(2, BACKWARD, 'da1', da1, 'pb'),
    vector(1, BACKWARD, 'dz1', dz1, 'pb'),
    text(middle(3), BACKWARD - 8, '(ŷ − y) / N', 's mid'),
    text(middle(2) - 6, BACKWARD - 8, 'dz2 · W2ᵀ', 's mid'),
    text(middle(1), BACKWARD - 8, 'da1 ⊙ (1 − a1²)', 's mid'),
    backwardStep(3),
    backwardStep(2),

    // A weight's gradient needs the value that the forward pass sent into that weight.
    line(middle(0), FORWARD + HEIGHT, middle(0), WEIGHTS + 35, 'c dash'),
    arrow(middle(0), WEIGHTS + 35, left(1) - 17, WEIGHTS + 35, 'c'),
    line(middle(2), FORWARD + HEIGHT, middle(2), FORWARD + HEIGHT + 18, 'c dash'),
    line(middle(2), FORWARD + HEIGHT + 18, left(3) - 12, FORWARD + HEIGHT + 18, 'c dash'),
    arrow(left(3) - 12, FORWARD + HEIGHT + 18, left(3) - 12, WEIGHTS - 1, 'c dash'),
    intoWeights(1),
    intoWeights(3),
    matrix(1, 'dW1 = xᵀ · dz1', dW1),
    matrix(3, 'dW2 = a1ᵀ · dz2', dW2),
    text(left(4) + 18, WEIGHTS + 22, pick(lang, '虚线：前向时送进', 'Dashed: the value'), 's'),
    text(left(4) + 18, WEIGHTS + 42, pick(lang, '这个权重的值，', 'sent into the weight,'), 's'),
    text(left(4) + 18, WEIGHTS + 62, pick(lang, '反向时再用一次', 'used once more'), 's'),
  );
