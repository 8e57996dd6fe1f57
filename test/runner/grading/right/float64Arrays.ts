// Typed arrays of float64 inside
import * as tf from '@tensorflow/tfjs';

type M = { r: number; c: number; v: Float64Array };
const of = (t: tf.Tensor): M => ({ r: t.rank === 2 ? t.shape[0]! : 1, c: t.shape.at(-1)!, v: Float64Array.from(t.dataSync()) });
const mm = (a: M, b: M, ta = false, tb = false): M => {
  const [r, k, c] = [ta ? a.c : a.r, ta ? a.r : a.c, tb ? b.r : b.c];
  const v = new Float64Array(r * c);
  for (let i = 0; i < r; i++) for (let j = 0; j < c; j++) for (let l = 0; l < k; l++) v[i * c + j]! += a.v[ta ? l * a.c + i : i * a.c + l]! * b.v[tb ? j * b.c + l : l * b.c + j]!;
  return { r, c, v };
};
const plus = (a: M, b: M): M => ({ ...a, v: a.v.map((v, i) => v + b.v[i % a.c]!) });
const total = (a: M): M => ({ r: 1, c: a.c, v: Float64Array.from({ length: a.c }, (_, j) => a.v.reduce((s, v, i) => (i % a.c === j ? s + v : s), 0)) });
const t2 = (a: M) => tf.tensor2d(Float32Array.from(a.v), [a.r, a.c]);
const t1 = (a: M) => tf.tensor1d(Float32Array.from(a.v));
type W = Record<'W1' | 'b1' | 'W2' | 'b2', M>;
const get = (p: any): W => ({ W1: of(p.W1), b1: of(p.b1), W2: of(p.W2), b2: of(p.b2) });
const put = (p: W) => ({ b2: t1(p.b2), W2: t2(p.W2), b1: t1(p.b1), W1: t2(p.W1) });

const go = (x: M, p: W) => {
  const z1 = plus(mm(x, p.W1), p.b1);
  const a1 = { ...z1, v: z1.v.map(Math.tanh) };
  const z2 = plus(mm(a1, p.W2), p.b2);
  const v = new Float64Array(z2.v.length);
  for (let i = 0; i < z2.r; i++) {
    const row = z2.v.subarray(i * z2.c, (i + 1) * z2.c);
    const most = Math.max(...row);
    let sum = 0;
    for (const z of row) sum += Math.exp(z - most);
    row.forEach((z, j) => (v[i * z2.c + j] = Math.exp(z - most) / sum));
  }
  return { z1, a1, z2, yHat: { ...z2, v } };
};
const grad = (x: M, y: M, { a1, yHat }: { a1: M; yHat: M }, p: W): W => {
  const d2 = { ...yHat, v: yHat.v.map((q, i) => (q - y.v[i]!) / x.r) };
  const back = mm(d2, p.W2, false, true);
  const d1 = { ...back, v: back.v.map((v, i) => v * (1 - a1.v[i]! * a1.v[i]!)) };
  return { W1: mm(x, d1, true), b1: total(d1), W2: mm(a1, d2, true), b2: total(d2) };
};
const move = (p: W, g: W, rate: number) => Object.fromEntries(Object.entries(p).map(([k, m]) => [k, { ...m, v: m.v.map((v, i) => v - rate * g[k as keyof W].v[i]!) }])) as W;
const cost = (q: M, y: M) => q.v.reduce((s, v, i) => s - (y.v[i] ? Math.log(Math.min(1, Math.max(v, 1e-7))) : 0), 0) / q.r;

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number) {
  let a = seed | 0;
  const uniform = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const draw = (r: number, c: number): M => ({ r, c, v: Float64Array.from({ length: r * c }, () => Math.max(-2.5, Math.min(2.5, normal() / Math.sqrt(r)))) });
  return put({ W1: draw(nIn, nHidden), b1: { r: 1, c: nHidden, v: new Float64Array(nHidden) }, W2: draw(nHidden, nOut), b2: { r: 1, c: nOut, v: new Float64Array(nOut) } });
}
export function forward(x: tf.Tensor2D, p: any) {
  const f = go(of(x), get(p));
  return { extra: 'ignored', yHat: t2(f.yHat), z2: t2(f.z2), a1: t2(f.a1), z1: t2(f.z1) };
}
export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D) {
  return tf.scalar(cost(of(yHat), of(y)));
}
export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: any, p: any) {
  return put(grad(of(x), of(y), { a1: of(f.a1), yHat: of(f.yHat) }, get(p)));
}
export function update(p: any, g: any, rate: number) {
  return put(move(get(p), get(g), rate));
}
export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: any) {
  const [rows, labels] = [of(x), of(y)];
  const initial = initParams(rows.c, o.hidden, labels.c, o.seed);
  let p = get(initial);
  tf.dispose(initial);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const f = go(rows, p);
    o.onEpoch?.(epoch, cost(f.yHat, labels));
    p = move(p, grad(rows, labels, f, p), o.learningRate);
  }
  return put(p);
}
export function predict(x: tf.Tensor2D, p: any) {
  const { r, c, v } = go(of(x), get(p)).yHat;
  return Float32Array.from({ length: r }, (_, i) => v.subarray(i * c, (i + 1) * c).indexOf(Math.max(...v.subarray(i * c, (i + 1) * c))));
}
