import type { Argument } from '../runner/protocol/messages';
import type { Random } from './random';

/**
 * Numbers with a shape, row by row, in float64: what an oracle computes with. Values that go to the
 * learner's code are rounded to float32 first, so that both sides start from the same numbers.
 */
export interface Matrix {
  shape: number[];
  values: Float64Array;
}

export const matrix = (shape: number[], values: ArrayLike<number>): Matrix => ({ shape, values: Float64Array.from(values) });

export const vector = (values: ArrayLike<number>): Matrix => matrix([values.length], values);

/** Makes a matrix from a function of the flat index. */
export function fill(shape: number[], value: (index: number) => number): Matrix {
  const size = shape.reduce((n, d) => n * d, 1);
  return { shape, values: Float64Array.from({ length: size }, (_, i) => Math.fround(value(i))) };
}

export const normal = (random: Random, shape: number[], deviation = 1): Matrix => fill(shape, () => random.normal() * deviation);

export const tensor = (m: Matrix): Argument => ({ type: 'tensor', shape: m.shape, dtype: 'float32', values: Float32Array.from(m.values) });
export const value = (v: number): Argument => ({ type: 'value', value: v });
export const record = (entries: Record<string, Argument>): Argument => ({ type: 'record', entries: Object.entries(entries) });

/** a [n, k] × b [k, m] -> [n, m] */
export function matMul(a: Matrix, b: Matrix): Matrix {
  const [n, k] = a.shape as [number, number];
  const m = b.shape[1]!;
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let l = 0; l < k; l++) {
      const left = a.values[i * k + l]!;
      for (let j = 0; j < m; j++) out[i * m + j]! += left * b.values[l * m + j]!;
    }
  }
  return { shape: [n, m], values: out };
}

export function transpose(a: Matrix): Matrix {
  const [n, m] = a.shape as [number, number];
  return { shape: [m, n], values: Float64Array.from({ length: n * m }, (_, i) => a.values[(i % n) * m + Math.floor(i / n)]!) };
}

export const map = (a: Matrix, f: (value: number, index: number) => number): Matrix => ({ shape: a.shape, values: a.values.map(f) });

/** Sum over the rows: [n, m] -> [m] */
export function sumRows(a: Matrix): Matrix {
  const m = a.shape[1]!;
  const out = new Float64Array(m);
  a.values.forEach((v, i) => (out[i % m]! += v));
  return { shape: [m], values: out };
}

/** Index of the largest value of each row; the first one where several are equal. */
export function argMaxRows(a: Matrix): number[] {
  const m = a.shape[1]!;
  return Array.from({ length: a.shape[0]! }, (_, row) => {
    let best = 0;
    for (let j = 1; j < m; j++) if (a.values[row * m + j]! > a.values[row * m + best]!) best = j;
    return best;
  });
}
