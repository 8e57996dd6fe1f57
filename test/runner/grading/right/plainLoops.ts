// Plain loops over plain numbers; tensors only where they come in and go out
import * as tf from '@tensorflow/tfjs';

type Rows = number[][];
const range = (n: number) => [...Array(n).keys()];
const product = (a: Rows, b: Rows): Rows => a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, k) => sum + v * b[k]![j]!, 0)));
const flip = (a: Rows): Rows => a[0]!.map((_, j) => a.map((row) => row[j]!));
const gather = (a: Rows): number[] => a[0]!.map((_, j) => a.reduce((sum, row) => sum + row[j]!, 0));
interface Plain { W1: Rows; b1: number[]; W2: Rows; b2: number[] }

const read = (p: any): Plain => ({ W1: p.W1.arraySync(), b1: p.b1.arraySync(), W2: p.W2.arraySync(), b2: p.b2.arraySync() });
const write = (p: Plain) => ({ W1: tf.tensor2d(p.W1), b1: tf.tensor1d(p.b1), W2: tf.tensor2d(p.W2), b2: tf.tensor1d(p.b2) });

function draw(nIn: number, nHidden: number, nOut: number, seed: number): Plain {
  let state = (seed * 2654435761) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296 - 0.5;
  };
  for (let i = 0; i < 10; i++) next();
  const weights = (rows: number, columns: number) => range(rows).map(() => range(columns).map(() => (next() * 3.4) / Math.sqrt(rows)));
  return { W1: weights(nIn, nHidden), b1: range(nHidden).map(() => 0), W2: weights(nHidden, nOut), b2: range(nOut).map(() => 0) };
}

function ahead(x: Rows, p: Plain) {
  const z1 = product(x, p.W1).map((row) => row.map((v, j) => v + p.b1[j]!));
  const a1 = z1.map((row) => row.map(Math.tanh));
  const z2 = product(a1, p.W2).map((row) => row.map((v, j) => v + p.b2[j]!));
  const yHat = z2.map((row) => {
    const most = Math.max(...row);
    const e = row.map((v) => Math.exp(v - most));
    const sum = e.reduce((a, b) => a + b);
    return e.map((v) => v / sum);
  });
  return { z1, a1, z2, yHat };
}

function slopes(x: Rows, y: Rows, f: { a1: Rows; yHat: Rows }, p: Plain): Plain {
  const dz2 = f.yHat.map((row, i) => row.map((v, j) => (v - y[i]![j]!) / x.length));
  const dz1 = product(dz2, flip(p.W2)).map((row, i) => row.map((v, j) => v * (1 - f.a1[i]![j]! ** 2)));
  return { W1: product(flip(x), dz1), b1: gather(dz1), W2: product(flip(f.a1), dz2), b2: gather(dz2) };
}

const stepBy = (p: Plain, g: Plain, rate: number): Plain => ({
  W1: p.W1.map((row, i) => row.map((v, j) => v - rate * g.W1[i]![j]!)),
  b1: p.b1.map((v, j) => v - rate * g.b1[j]!),
  W2: p.W2.map((row, i) => row.map((v, j) => v - rate * g.W2[i]![j]!)),
  b2: p.b2.map((v, j) => v - rate * g.b2[j]!),
});

const crossEntropy = (yHat: Rows, y: Rows) => yHat.reduce((sum, row, i) => sum - row.reduce((s, p, j) => s + y[i]![j]! * Math.log(Math.max(1e-7, p)), 0), 0) / yHat.length;

export const initParams = (nIn: number, nHidden: number, nOut: number, seed: number) => write(draw(nIn, nHidden, nOut, seed));
export const forward = (x: tf.Tensor2D, p: any) => {
  const { z1, a1, z2, yHat } = ahead(x.arraySync(), read(p));
  return { z1: tf.tensor2d(z1), a1: tf.tensor2d(a1), z2: tf.tensor2d(z2), yHat: tf.tensor2d(yHat) };
};
export const loss = (yHat: tf.Tensor2D, y: tf.Tensor2D) => tf.scalar(crossEntropy(yHat.arraySync(), y.arraySync()));
export const backward = (x: tf.Tensor2D, y: tf.Tensor2D, f: any, p: any) => write(slopes(x.arraySync(), y.arraySync(), { a1: f.a1.arraySync(), yHat: f.yHat.arraySync() }, read(p)));
export const update = (p: any, g: any, learningRate: number) => write(stepBy(read(p), read(g), learningRate));
export const train = (x: tf.Tensor2D, y: tf.Tensor2D, o: any) => {
  const [rows, labels] = [x.arraySync(), y.arraySync()];
  let p = draw(rows[0]!.length, o.hidden, labels[0]!.length, o.seed);
  // Weights that a tensor holds have gone through float32.
  p = { ...p, W1: p.W1.map((row) => row.map(Math.fround)), W2: p.W2.map((row) => row.map(Math.fround)) };
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const f = ahead(rows, p);
    p = stepBy(p, slopes(rows, labels, f, p), o.learningRate);
    if (o.onEpoch) o.onEpoch(epoch, crossEntropy(ahead(rows, p).yHat, labels));
  }
  return write(p);
};
export const predict = (x: tf.Tensor2D, p: any) => ahead(x.arraySync(), read(p)).yHat.map((row) => row.indexOf(Math.max(...row)));
