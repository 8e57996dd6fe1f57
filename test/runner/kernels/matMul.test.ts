import { beforeAll, describe, expect, it } from 'vitest';
import { difference, kernel, type Numbers, ROUNDING, Seeded, size, start, stockCpu, tf } from './harness';

beforeAll(start);

/** A float64 product of the last two axes; batches broadcast. */
function product(a: Numbers, b: Numbers, tA: boolean, tB: boolean, outer: number[]): Float64Array {
  const [a0, a1] = a.shape.slice(-2) as [number, number];
  const [b0, b1] = b.shape.slice(-2) as [number, number];
  const [m, k] = tA ? [a1, a0] : [a0, a1];
  const n = tB ? b0 : b1;
  const out = new Float64Array(size(outer) * m * n);
  const batchOf = (shape: number[], at: number): number => {
    const own = shape.slice(0, -2);
    let rest = at;
    let index = 0;
    let step = 1;
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const here = rest % outer[axis]!;
      rest = Math.floor(rest / outer[axis]!);
      const d = own[axis - outer.length + own.length] ?? 1;
      if (d > 1) index += here * step;
      step *= d;
    }
    return index;
  };
  for (let o = 0; o < size(outer); o++) {
    const A = batchOf(a.shape, o) * m * k;
    const B = batchOf(b.shape, o) * k * n;
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) for (let p = 0; p < k; p++) {
      out[(o * m + i) * n + j]! += a.values[A + (tA ? p * m + i : i * k + p)]! * b.values[B + (tB ? j * k + p : p * n + j)]!;
    }
  }
  return out;
}

/** tf.einsum from its definition: every assignment of the labels adds one product to one place. */
function summed(terms: string[], result: string, dims: Record<string, number>, inputs: Numbers[]): Float64Array {
  const labels = [...new Set(terms.join(''))];
  const out = new Float64Array(size([...result].map((l) => dims[l]!)));
  const at = (term: string, value: Record<string, number>): number => [...term].reduce((n, l) => n * dims[l]! + value[l]!, 0);
  for (let c = 0; c < size(labels.map((l) => dims[l]!)); c++) {
    let rest = c;
    const value = Object.fromEntries(labels.map((l) => {
      const v = rest % dims[l]!;
      rest = (rest - v) / dims[l]!;
      return [l, v];
    }));
    out[at(result, value)]! += terms.reduce((p, term, i) => p * inputs[i]!.values[at(term, value)]!, 1);
  }
  return out;
}

describe.each(['wasm', 'cpu'] as const)('matrix products on %s', (backend) => {
  it('equal float64 loops, either side transposed, batches broadcast, edges of every tile', async () => {
    const seed = new Seeded(21);
    const batches: [number[], number[], number[]][] = [[[], [], []], [[1], [1], [1]], [[3], [3], [3]], [[2, 3], [2, 3], [2, 3]], [[1], [4], [4]], [[4], [1], [4]], [[2, 1], [1, 3], [2, 3]], [[], [3], [3]]];
    for (let i = 0; i < 160; i++) {
      const [oa, ob, outer] = seed.pick(batches);
      const large = i % 8 === 0;
      const [m, k, n] = [seed.int(1, large ? 150 : 21), seed.int(1, large ? 300 : 21), seed.int(1, large ? 280 : 21)];
      const [transposeA, transposeB] = [seed.next() < 0.5, seed.next() < 0.5];
      const a = seed.numbers([...oa, ...(transposeA ? [k, m] : [m, k])]);
      const b = seed.numbers([...ob, ...(transposeB ? [n, k] : [k, n])]);
      const got = await kernel(backend, 'BatchMatMul', { a, b }, { transposeA, transposeB });
      const name = JSON.stringify({ a: a.shape, b: b.shape, transposeA, transposeB });
      expect.soft(got.shape, name).toEqual([...outer, m, n]);
      expect.soft(difference(got.values, product(a, b, transposeA, transposeB, outer)), name).toBeLessThan(ROUNDING);
    }
  });

  it('whole numbers stay whole numbers, and empty sides give empty or zeros', async () => {
    const a: Numbers = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6], dtype: 'int32' };
    const attrs = { transposeA: false, transposeB: true };
    expect(await kernel(backend, 'BatchMatMul', { a, b: a }, attrs)).toEqual({ shape: [2, 2], dtype: 'int32', values: [14, 32, 32, 77] });
    expect((await kernel(backend, 'BatchMatMul', { a: { shape: [2, 0], values: [] }, b: { shape: [2, 0], values: [] } }, attrs)).values).toEqual([0, 0, 0, 0]);
    expect((await kernel(backend, 'BatchMatMul', { a: { shape: [0, 3], values: [] }, b: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] } }, attrs)).shape).toEqual([0, 2]);
  });

  it('fused with bias and activation equals the stock kernel of backend cpu', async () => {
    const seed = new Seeded(22);
    for (const activation of ['linear', 'relu', 'sigmoid', 'elu', 'prelu'] as const) {
      const inputs = { a: seed.numbers([1, 24, 40]), b: seed.numbers([1, 40, 16]), bias: seed.numbers([16]), ...(activation === 'prelu' && { preluActivationWeights: seed.numbers([16]) }) };
      const attrs = { transposeA: false, transposeB: false, activation };
      const got = await kernel(backend, '_FusedMatMul', inputs, attrs);
      expect.soft(difference(got.values, (await stockCpu('_FusedMatMul', inputs, attrs)).values), activation).toBeLessThan(ROUNDING);
    }
  });

  it('a dense layer of 1600 inputs: both gradients', async () => {
    const seed = new Seeded(23);
    const [x, w, dy] = [seed.numbers([32, 1600]), seed.numbers([1600, 128]), seed.numbers([32, 128])];
    const dw = await kernel(backend, 'BatchMatMul', { a: x, b: dy }, { transposeA: true, transposeB: false });
    expect(difference(dw.values, product(x, dy, true, false, []))).toBeLessThan(ROUNDING);
    const dx = await kernel(backend, 'BatchMatMul', { a: dy, b: w }, { transposeA: false, transposeB: true });
    expect(difference(dx.values, product(dy, w, false, true, []))).toBeLessThan(ROUNDING);
  });

  it('einsum equals sums in float64 for one and two tensors', async () => {
    const seed = new Seeded(24);
    const dims: Record<string, number> = { a: 2, b: 3, i: 4, j: 5, k: 6 };
    for (const equation of ['ij->ji', 'ij->', 'ij->j', 'ij,jk->ik', 'ij,jk->ki', 'bij,bjk->bik', 'bij,jk->bik', 'abij,abkj->abik', 'i,j->ij', 'ij,ij->', 'ij,kb->ik', 'bi,bi->b', 'ijk,ij->kj', 'ab i, a b j -> b j i a']) {
      const [terms, result] = equation.replace(/\s/g, '').split('->') as [string, string];
      const inputs = terms.split(',').map((labels) => seed.positive([...labels].map((l) => dims[l]!)));
      const got = await kernel(backend, 'Einsum', inputs, { equation });
      expect.soft(got.shape, equation).toEqual([...result].map((l) => dims[l]));
      expect.soft(difference(got.values, summed(terms.split(','), result, dims, inputs)), equation).toBeLessThan(ROUNDING);
    }
    // Whole numbers stay whole numbers.
    const whole: Numbers = { shape: [2, 2], values: [1, 2, 3, 4], dtype: 'int32' };
    expect((await kernel(backend, 'Einsum', [whole, whole], { equation: 'ij,jk->ik' })).values).toEqual([7, 10, 15, 22]);
    await expect(kernel(backend, 'Einsum', [seed.numbers([2])], { equation: 'i' })).rejects.toThrow('arrow');
  });
});

it('products are the same to the last bit every time', async () => {
  for (const backend of ['cpu', 'wasm'] as const) {
    const once = async (): Promise<number[]> => {
      const seed = new Seeded(25);
      return (await kernel(backend, 'BatchMatMul', { a: seed.numbers([33, 300]), b: seed.numbers([50, 300]) }, { transposeA: false, transposeB: true })).values;
    };
    expect(await once()).toEqual(await once());
  }
  expect(tf.getBackend()).toBe('wasm');
});
