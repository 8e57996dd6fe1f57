import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerTrainingKernels } from '../../../src/runner/trainingKernels';
import { difference, kernel, type Numbers, ROUNDING, Seeded, start, stock, stockCpu, tf } from './harness';

beforeAll(start);

/** The same calculation on both backends. */
async function both(f: () => Tensor): Promise<{ cpu: ArrayLike<number>; wasm: ArrayLike<number>; shapes: number[][]; dtypes: string[] }> {
  const results: { values: ArrayLike<number>; shape: number[]; dtype: string }[] = [];
  for (const backend of ['cpu', 'wasm'] as const) {
    await tf.setBackend(backend);
    const t = tf.tidy(f);
    results.push({ values: await t.data(), shape: t.shape, dtype: t.dtype });
    t.dispose();
  }
  const [cpu, wasm] = results as [(typeof results)[0], (typeof results)[0]];
  return { cpu: cpu.values, wasm: wasm.values, shapes: [cpu.shape, wasm.shape], dtypes: [cpu.dtype, wasm.dtype] };
}

describe('what backend wasm lacks', () => {
  it('is nothing that backend cpu has, and was something', () => {
    const missing = tf.getKernelsForBackend('cpu').map((k) => k.kernelName).filter((name) => !tf.getKernel(name, 'wasm'));
    expect(missing).toEqual([]);
    expect([...stock.cpu.keys()].filter((name) => !stock.wasm.has(name))).toContain('Conv2DBackpropFilter');
  });

  it('registering again changes nothing', () => {
    const before = tf.getKernelsForBackend('wasm').map((k) => k.kernelFunc);
    const gradient = tf.getGradient('Conv2D').gradFunc;
    registerTrainingKernels(tf);
    expect(tf.getKernelsForBackend('wasm').map((k) => k.kernelFunc)).toEqual(before);
    expect(tf.getGradient('Conv2D').gradFunc).toBe(gradient);
  });

  it.each(['wasm', 'cpu'] as const)('sums of segments on %s: ids outside are left out, whole numbers, more axes', async (backend) => {
    const seed = new Seeded(41);
    const segmentIds: Numbers = { shape: [9], values: [0, 3, 3, 7, -1, 2, 0, 3, 1], dtype: 'int32' };
    for (const x of [seed.numbers([9, 4]), seed.numbers([9]), seed.numbers([9, 2, 3]), { ...seed.ties([9, 2]), dtype: 'int32' as const }]) {
      const got = await kernel(backend, 'UnsortedSegmentSum', { x, segmentIds }, { numSegments: 5 });
      const expected = await stockCpu('UnsortedSegmentSum', { x, segmentIds }, { numSegments: 5 });
      expect.soft({ ...got, values: 0 }).toEqual({ ...expected, values: 0 });
      expect.soft(difference(got.values, expected.values)).toBeLessThan(ROUNDING);
    }
    const ids: Numbers = { shape: [2, 3], values: [0, 1, 0, 1, 1, 0], dtype: 'int32' };
    const x = seed.numbers([2, 3]);
    expect((await kernel(backend, 'UnsortedSegmentSum', { x, segmentIds: ids }, { numSegments: 2 })).values).toEqual((await stockCpu('UnsortedSegmentSum', { x, segmentIds: ids }, { numSegments: 2 })).values);
  });

  it('complex numbers: made, taken apart, read, reshaped, calculated with', async () => {
    const z = (): Tensor => tf.complex([[1, -2, 3], [0, 5, -6]], [[4, 3, -2], [1, 0, 8]]);
    for (const f of [z, () => tf.real(z()), () => tf.imag(z()), () => tf.abs(z()), () => z().reshape([3, 2]), () => z().add(z()), () => z().mul(z()), () => z().sub(z().mul(z())), () => tf.concat([z(), z()], 1), () => tf.zerosLike(z()), () => z().clone()]) {
      const r = await both(f);
      expect.soft(r.shapes[1], f.toString()).toEqual(r.shapes[0]);
      expect.soft(r.dtypes[1], f.toString()).toEqual(r.dtypes[0]);
      expect.soft(difference(r.wasm, r.cpu), f.toString()).toBeLessThan(ROUNDING);
    }
  });

  it('Fourier transforms and their signal functions', async () => {
    const seed = new Seeded(42);
    const wave = Array.from(seed.numbers([2, 16]).values);
    for (const f of [() => tf.spectral.rfft(tf.tensor2d(wave, [2, 16])), () => tf.spectral.irfft(tf.spectral.rfft(tf.tensor2d(wave, [2, 16]))), () => tf.spectral.fft(tf.complex(wave, wave)), () => tf.spectral.ifft(tf.complex(wave, wave)), () => tf.signal.stft(tf.tensor1d(wave), 8, 4), () => tf.signal.hannWindow(9)]) {
      const r = await both(f);
      expect.soft(r.shapes[1], f.toString()).toEqual(r.shapes[0]);
      expect.soft(difference(r.wasm, r.cpu), f.toString()).toBeLessThan(1e-5);
    }
  });

  it('strings, ragged tensors and several outputs', async () => {
    await tf.setBackend('wasm');
    const text = tf.tensor1d(['a-b', 'c']);
    expect(tf.string.staticRegexReplace(text, '-', '+').dataSync()).toEqual(['a+b', 'c']);
    const ragged = tf.engine().runKernel<Tensor[]>('RaggedRange', { starts: tf.tensor1d([0, 5], 'int32'), limits: tf.tensor1d([3, 7], 'int32'), deltas: tf.tensor1d([1, 1], 'int32') }, {});
    expect(ragged.map((t) => [t.dtype, Array.from(t.dataSync())])).toEqual([['int32', [0, 3, 5]], ['int32', [0, 1, 2, 5, 6]]]);
  });
});

describe.each(['wasm', 'cpu'] as const)('memory on %s', (backend) => {
  it('a training step, a transform and a product leave no data behind', async () => {
    await tf.setBackend(backend);
    const other = tf.engine().findBackend(backend === 'wasm' ? 'cpu' : 'wasm');
    const model = tf.sequential({ layers: [tf.layers.conv2d({ inputShape: [9, 9, 2], filters: 20, kernelSize: 3, strides: 2, activation: 'relu' }), tf.layers.maxPooling2d({ poolSize: 2 }), tf.layers.flatten(), tf.layers.dense({ units: 3, activation: 'softmax' })] });
    model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    const x = tf.randomNormal([4, 9, 9, 2]);
    const y = tf.oneHot(tf.tensor1d([0, 1, 2, 0], 'int32'), 3).toFloat();
    const ids = () => [tf.engine().backend.numDataIds(), other.numDataIds()];
    const step = async (): Promise<void> => {
      await model.trainOnBatch(x, y);
      tf.tidy(() => {
        tf.spectral.irfft(tf.spectral.rfft(tf.ones([2, 8])));
        tf.einsum('bij,bjk->bki', tf.ones([2, 20, 30]), tf.ones([2, 30, 20]));
        tf.matMul(tf.ones([3, 20, 20], 'int32'), tf.ones([3, 20, 20], 'int32'));
      });
    };
    await step();
    const before = ids();
    for (let i = 0; i < 3; i++) await step();
    expect(ids()).toEqual(before);
  });
});
