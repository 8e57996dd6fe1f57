/** The exercise's network in float64: the oracle that the learner's numbers are held against. */
import { argMaxRows, map, matMul, sumRows, transpose, type Matrix } from '../../../../src/grading/matrix';

export interface Network {
  W1: Matrix;
  b1: Matrix;
  W2: Matrix;
  b2: Matrix;
}
export const PARAMS = ['W1', 'b1', 'W2', 'b2'] as const;

export interface Activations {
  z1: Matrix;
  a1: Matrix;
  z2: Matrix;
  yHat: Matrix;
}

/** a·w + b, the bias added to every row. */
export const affine = (a: Matrix, w: Matrix, b: Matrix): Matrix => map(matMul(a, w), (v, i) => v + b.values[i % b.values.length]!);

/** Softmax of each row, shifted by the row's maximum so that no exponential overflows. */
export function softmaxRows(z: Matrix): Matrix {
  const m = z.shape[1]!;
  const out = new Float64Array(z.values.length);
  for (let row = 0; row < z.shape[0]!; row++) {
    const logits = z.values.subarray(row * m, (row + 1) * m);
    const most = Math.max(...logits);
    const sum = logits.reduce((s, v) => s + Math.exp(v - most), 0);
    logits.forEach((v, j) => (out[row * m + j] = Math.exp(v - most) / sum));
  }
  return { shape: z.shape, values: out };
}

export function forward(x: Matrix, p: Network): Activations {
  const z1 = affine(x, p.W1, p.b1);
  const a1 = map(z1, Math.tanh);
  const z2 = affine(a1, p.W2, p.b2);
  return { z1, a1, z2, yHat: softmaxRows(z2) };
}

/** Mean cross-entropy in nats, probabilities clipped to 1e-7. */
export function loss(yHat: Matrix, y: Matrix): number {
  const total = yHat.values.reduce((sum, p, i) => sum - y.values[i]! * Math.log(Math.min(1, Math.max(1e-7, p))), 0);
  return total / yHat.shape[0]!;
}

/** dLoss/dParam by the chain rule; checked against central differences in test/unit/neuralNetworkOracle.test.ts. */
export function backward(x: Matrix, y: Matrix, f: Activations, p: Network): Network {
  const rows = x.shape[0]!;
  const dz2 = map(f.yHat, (v, i) => (v - y.values[i]!) / rows);
  const da1 = matMul(dz2, transpose(p.W2));
  const dz1 = map(da1, (v, i) => v * (1 - f.a1.values[i]! ** 2));
  return { W1: matMul(transpose(x), dz1), b1: sumRows(dz1), W2: matMul(transpose(f.a1), dz2), b2: sumRows(dz2) };
}

/** One step of gradient descent. */
export function update(p: Network, g: Network, learningRate: number): Network {
  const step = (name: keyof Network) => map(p[name], (v, i) => v - learningRate * g[name].values[i]!);
  return { W1: step('W1'), b1: step('b1'), W2: step('W2'), b2: step('b2') };
}

export const predict = (x: Matrix, p: Network): number[] => argMaxRows(forward(x, p).yHat);

/** Share of rows whose most probable class is the labelled one. */
export function accuracy(x: Matrix, y: Matrix, p: Network): number {
  const labels = argMaxRows(y);
  return predict(x, p).filter((label, i) => label === labels[i]).length / labels.length;
}
