import { line, normal, pick, polyline, scale, svg, text, uniform } from '../../../figureKit.mjs';

// XOR, 8 hidden units, whole batch, learning rate 0.5: the correct gradient and three ways to get it wrong.
const X = [[0, 0], [0, 1], [1, 0], [1, 1]];
const Y = [[1, 0], [0, 1], [0, 1], [1, 0]];
const HIDDEN = 8;
const EPOCHS = 500;

const product = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((sum, v, k) => sum + v * b[k][j], 0)));
const transposed = (a) => a[0].map((_, j) => a.map((row) => row[j]));
const columnSums = (a) => transposed(a).map((column) => column.reduce((sum, v) => sum + v, 0));
const combine = (a, b, f) => a.map((v, i) => (Array.isArray(v) ? combine(v, b[i], f) : f(v, b[i])));

function lossCurve({ deviation = 1, sign = 1, slope = (a) => 1 - a * a }) {
  const u = uniform(1);
  const random = (rows, columns) => Array.from({ length: rows }, () => Array.from({ length: columns }, () => (deviation * normal(u)) / Math.sqrt(rows)));
  let p = { W1: random(2, HIDDEN), b1: Array(HIDDEN).fill(0), W2: random(HIDDEN, 2), b2: [0, 0] };
  const curve = [];
  for (let epoch = 0; epoch <= EPOCHS; epoch++) {
    const a1 = product(X, p.W1).map((row) => row.map((v, j) => Math.tanh(v + p.b1[j])));
    const yHat = product(a1, p.W2).map((row) => {
      const logits = row.map((v, j) => v + p.b2[j]);
      const largest = Math.max(...logits);
      const e = logits.map((v) => Math.exp(v - largest));
      return e.map((v) => v / (e[0] + e[1]));
    });
    curve.push(-Y.reduce((sum, row, i) => sum + Math.log(Math.max(yHat[i][row.indexOf(1)], 1e-7)), 0) / X.length);
    const dz2 = combine(yHat, Y, (q, t) => (sign * (q - t)) / X.length);
    const dz1 = combine(product(dz2, transposed(p.W2)), a1, (d, a) => d * slope(a));
    const g = { W1: product(transposed(X), dz1), b1: columnSums(dz1), W2: product(transposed(a1), dz2), b2: columnSums(dz2) };
    p = Object.fromEntries(Object.keys(p).map((name) => [name, combine(p[name], g[name], (v, d) => v - 0.5 * d)]));
  }
  return curve;
}

const right = lossCurve({});
const zeros = lossCurve({ deviation: 0 });
const wrongSign = lossCurve({ sign: -1 });
const noSlope = lossCurve({ slope: () => 1 });

const U = scale(0, EPOCHS, 54, 620);
const V = scale(-2.5, 1.3, 290, 20);
// Every epoch of the steep beginning, then every tenth: the eye sees no difference, the page is smaller.
const curve = (values) => values.map((v, epoch) => [U(epoch), V(Math.log10(v)), epoch]).filter(([, , epoch]) => epoch < 20 || epoch % 10 === 0);

export default (lang) =>
  svg(
    640,
    340,
    pick(lang, 'XOR 的损失曲线：正确实现与三种错误', 'Loss on XOR: the right gradient and three mistakes'),
    [0.01, 0.1, 1, 10].map((v) => [line(U(0), V(Math.log10(v)), U(EPOCHS), V(Math.log10(v)), 'grid'), text(48, V(Math.log10(v)) + 4, String(v), 's end')]),
    line(U(0), 290, U(EPOCHS), 290, 'axis'),
    line(U(0), 20, U(0), 290, 'axis'),
    [0, 100, 200, 300, 400, 500].map((v) => text(U(v), 308, String(v), 's mid')),
    text(U(250), 330, pick(lang, '轮数（纵轴：平均损失，对数刻度）', 'epoch (vertical: mean loss, log scale)'), 't mid'),
    polyline(curve(right), 'a'),
    polyline(curve(noSlope), 'b'),
    polyline(curve(zeros), 'c dash'),
    polyline(curve(wrongSign), 'd'),
    text(U(500), V(Math.log10(wrongSign[EPOCHS])) - 10, pick(lang, '符号反了', 'wrong sign'), 'h end'),
    text(U(500), V(Math.log10(noSlope[EPOCHS])) - 14, pick(lang, '漏掉 1 − a²', '1 − a² left out'), 'h end'),
    text(U(500), V(Math.log10(zeros[EPOCHS])) + 22, pick(lang, '全零初始化：停在 ln 2', 'zero weights: stuck at ln 2'), 'h end'),
    text(U(500), V(Math.log10(right[EPOCHS])) - 16, pick(lang, '正确', 'right'), 'h end'),
  );
