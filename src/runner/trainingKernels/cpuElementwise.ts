/**
 * Elementwise operations of the JavaScript backend whose stock loops work out, for every element, where its
 * operands lie. The arithmetic, and so every bit of the result, is the same.
 */
import { sizeOf } from './compose';
import type { Loop } from './loop';
import type { TensorFlow, TensorInfo, Values } from './tensorflow';

/** out[o, i] = f(a, b), where an operand moves by its steps with o and i; a step of 0 repeats it. */
type Binary = (out: Float32Array, outer: number, inner: number, a: Values, ao: number, ai: number, b: Values, bo: number, bi: number) => void;

const add: Binary = (out, outer, inner, a, ao, ai, b, bo, bi) => {
  for (let o = 0, at = 0; o < outer; o++) for (let i = 0, p = o * ao, q = o * bo; i < inner; i++, p += ai, q += bi) out[at++] = a[p]! + b[q]!;
};
const sub: Binary = (out, outer, inner, a, ao, ai, b, bo, bi) => {
  for (let o = 0, at = 0; o < outer; o++) for (let i = 0, p = o * ao, q = o * bo; i < inner; i++, p += ai, q += bi) out[at++] = a[p]! - b[q]!;
};
const multiply: Binary = (out, outer, inner, a, ao, ai, b, bo, bi) => {
  for (let o = 0, at = 0; o < outer; o++) for (let i = 0, p = o * ao, q = o * bo; i < inner; i++, p += ai, q += bi) out[at++] = a[p]! * b[q]!;
};
const divide: Binary = (out, outer, inner, a, ao, ai, b, bo, bi) => {
  for (let o = 0, at = 0; o < outer; o++) for (let i = 0, p = o * ao, q = o * bo; i < inner; i++, p += ai, q += bi) out[at++] = a[p]! / b[q]!;
};

/** Numbers below which the stock loop takes no time worth saving. */
const FEW = 256;

/** Operands of one shape, a single number, or one side that repeats along the other's first or last axes. */
function binary(tf: TensorFlow, x: TensorInfo, y: TensorInfo, f: Binary): ReturnType<Loop> {
  if (x.dtype !== 'float32' || y.dtype !== 'float32') return undefined;
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(x.shape, y.shape);
  const size = sizeOf(shape);
  if (size < FEW) return undefined;
  const whole = (t: TensorInfo): boolean => sizeOf(t.shape) === size;
  const small = whole(x) ? y : x;
  if (!whole(x) && !whole(y)) return undefined;
  const run = (outer: number, inner: number, outerStep: number, innerStep: number): ReturnType<Loop> => {
    const steps = (t: TensorInfo): [number, number] => (t === small && !whole(t) ? [outerStep, innerStep] : [inner, 1]);
    return { shape, reads: [x, y], run: (out, a, b) => f(out, outer, inner, a, ...steps(x), b, ...steps(y)) };
  };
  const n = sizeOf(small.shape);
  if (n === size) return run(1, size, 0, 1);
  if (n === 1) return run(1, size, 0, 0);
  const padded = [...Array<number>(shape.length - small.shape.length).fill(1), ...small.shape];
  const first = padded.findIndex((d) => d !== 1);
  if (padded.slice(first).every((d, i) => d === shape[first + i])) return run(size / n, n, 0, 1);
  const last = padded.findLastIndex((d) => d !== 1);
  if (padded.slice(0, last + 1).every((d, i) => d === shape[i])) return run(n, size / n, 1, 0);
  return undefined;
}

const unary =
  (f: (out: Float32Array, x: Values, alpha: number) => void): Loop =>
  (_tf, { x }, attrs) =>
    x!.dtype === 'float32' ? { shape: x!.shape, reads: [x!], run: (out, values) => f(out, values, attrs.alpha as number) } : undefined;

export const ELEMENTWISE: Record<string, Loop> = {
  Add: (tf, { a, b }) => binary(tf, a!, b!, add),
  Sub: (tf, { a, b }) => binary(tf, a!, b!, sub),
  Multiply: (tf, { a, b }) => binary(tf, a!, b!, multiply),
  RealDiv: (tf, { a, b }) => binary(tf, a!, b!, divide),
  Relu: unary((out, x) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.max(0, x[i]!);
  }),
  /** 1 above zero, `alpha` below it: the slope of relu. A NaN stays one. */
  Step: unary((out, x, alpha) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i]! > 0 ? 1 : x[i]! <= 0 ? alpha : NaN;
  }),
  Square: unary((out, x) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i]! * x[i]!;
  }),
  Sqrt: unary((out, x) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i]!);
  }),
};
