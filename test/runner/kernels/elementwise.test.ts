import { beforeAll, describe, expect, it } from 'vitest';
import { difference, kernel, Seeded, size, start, stockCpu, tf } from './harness';

beforeAll(start);

describe('backend cpu, elementwise: to the last bit what the stock kernels give', () => {
  it('two operands: one shape, a single number, repeated along the first or the last axes, and neither', async () => {
    const seed = new Seeded(31);
    const shapes: [number[], number[]][] = [
      [[4, 8, 9, 3], [4, 8, 9, 3]], [[4, 8, 9, 3], [3]], [[3], [4, 8, 9, 3]], [[4, 8, 9, 3], []], [[], [300]], [[1, 1, 1], [20, 30]],
      [[20, 30], [20, 1]], [[20, 1], [20, 30]], [[20, 30], [1, 30]], [[5, 9, 8], [9, 8]], [[5, 9, 8], [5, 9, 1]], [[5, 9, 8], [9, 1]], [[20, 1], [1, 30]], [[1, 300], [300]], [[2, 3], [3]], [[0, 300], [300]],
    ];
    for (const [a, b] of shapes) {
      for (const name of ['Add', 'Sub', 'Multiply', 'RealDiv']) {
        const inputs = { a: seed.ties(a), b: seed.numbers(b) };
        expect.soft(await kernel('cpu', name, inputs), `${name} ${JSON.stringify([a, b])}`).toEqual(await stockCpu(name, inputs));
      }
    }
  });

  it('one operand, with NaN and infinities', async () => {
    const x = { shape: [9], values: [-2, -0, 0, 0.5, 3, NaN, Infinity, -Infinity, 1e-40] };
    for (const name of ['Relu', 'Step', 'Square', 'Sqrt']) expect.soft(await kernel('cpu', name, { x }, { alpha: 0.25 }), name).toEqual(await stockCpu(name, { x }, { alpha: 0.25 }));
    await tf.setBackend('cpu');
    expect(Array.from(tf.relu([-1, 2]).dataSync())).toEqual([0, 2]);
  });
});

describe.each(['wasm', 'cpu'] as const)('sums on %s', (backend) => {
  it('over the first axes, others and all, with and without the axes kept', async () => {
    const seed = new Seeded(32);
    for (const shape of [[7], [5, 6], [4, 5, 6], [3, 4, 5, 7], [2, 0, 3], [0, 3]]) {
      for (let axes = 0; axes < 1 << shape.length; axes++) {
        const axis = shape.flatMap((_, i) => ((axes >> i) & 1 ? [i] : []));
        for (const keepDims of [false, true]) {
          const x = seed.positive(shape);
          const got = await kernel(backend, 'Sum', { x }, { axis, keepDims });
          const expected = await stockCpu('Sum', { x }, { axis, keepDims });
          const name = JSON.stringify({ shape, axis, keepDims });
          expect.soft(got.shape, name).toEqual(expected.shape);
          expect.soft(difference(got.values, expected.values), name).toBeLessThan(1e-6);
        }
      }
    }
    const whole = await kernel(backend, 'Sum', { x: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6], dtype: 'int32' } }, { axis: [0] });
    expect(whole).toEqual({ shape: [3], values: [5, 7, 9], dtype: 'int32' });
    expect(size(whole.shape)).toBe(3);
  });
});
