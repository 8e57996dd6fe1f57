import { beforeAll, describe, expect, it } from 'vitest';
import { difference, kernel, ROUNDING, Seeded, size, start, stock, stockCpu, tf } from './harness';
import { convolution, type Geometry, pooling, sizes, type Sizes } from './oracle';

beforeAll(start);

function geometry(seed: Seeded, axes: number, largest: number, pads: Geometry['pad'][] = ['same', 'valid']): Sizes {
  for (;;) {
    const some = (from: number, to: number): number[] => Array.from({ length: axes }, () => seed.int(from, to));
    const s = sizes({ input: some(1, largest), filter: some(1, 3), stride: some(1, 3), dilation: Array<number>(axes).fill(1), pad: seed.pick(pads) });
    // With three axes TensorFlow.js lets the padding of 'same' be negative and shifts the windows: both backends, forward and backward (README).
    const shifted = axes === 3 && s.pad === 'same' && s.input.some((n, a) => (s.output[a]! - 1) * s.stride[a]! + s.filter[a]! < n);
    if (s.output.every((n) => n >= 1) && !shifted) return s;
  }
}
const attrsOf = (g: Geometry) => ({ filterSize: g.filter, strides: g.stride, pad: g.pad });

describe.each(['wasm', 'cpu'] as const)('pooling on %s', (backend) => {
  it('2-D: forward and gradient equal float64 loops, with ties and with nothing but negatives', async () => {
    const seed = new Seeded(11);
    for (let i = 0; i < 150; i++) {
      const g = geometry(seed, 2, 9);
      const [batch, c] = [seed.int(1, 3), seed.int(1, 5)];
      const x = i % 2 === 0 ? seed.ties([batch, ...g.input, c]) : seed.numbers([batch, ...g.input, c]);
      const dy = seed.numbers([batch, ...g.output, c]);
      const right = pooling(g, batch, c, x.values, dy.values);
      const name = JSON.stringify({ ...g, batch, c });
      for (const [which, values] of [['Max', right.max], ['Avg', right.avg]] as const) {
        const y = await kernel(backend, `${which}Pool`, { x }, attrsOf(g));
        expect.soft(difference(y.values, values), `${which} ${name}`).toBeLessThan(ROUNDING);
        const dx = await kernel(backend, `${which}PoolGrad`, { dy, input: x, output: { shape: dy.shape, values } }, attrsOf(g));
        expect.soft(dx.shape, name).toEqual(x.shape);
        expect.soft(difference(dx.values, right[which === 'Max' ? 'maxGrad' : 'avgGrad']), `${which}Grad ${name}`).toBeLessThan(ROUNDING);
      }
    }
  });

  it('3-D: forward and gradient equal float64 loops, windows higher than wide', async () => {
    const seed = new Seeded(12);
    for (let i = 0; i < 80; i++) {
      const g = geometry(seed, 3, 6);
      const [batch, c] = [seed.int(1, 2), seed.int(1, 3)];
      const x = i % 2 === 0 ? seed.ties([batch, ...g.input, c]) : seed.numbers([batch, ...g.input, c]);
      const dy = seed.numbers([batch, ...g.output, c]);
      const right = pooling(g, batch, c, x.values, dy.values);
      const name = JSON.stringify({ ...g, batch, c });
      for (const [which, values] of [['Max', right.max], ['Avg', right.avg]] as const) {
        const y = await kernel(backend, `${which}Pool3D`, { x }, { ...attrsOf(g), dataFormat: 'NDHWC' });
        expect.soft(difference(y.values, values), `${which} ${name}`).toBeLessThan(ROUNDING);
        const dx = await kernel(backend, `${which}Pool3DGrad`, { dy, input: x, output: { shape: dy.shape, values } }, attrsOf(g));
        expect.soft(difference(dx.values, right[which === 'Max' ? 'maxGrad' : 'avgGrad']), `${which}Grad ${name}`).toBeLessThan(ROUNDING);
      }
    }
  });

  it('a NaN is never the maximum, and the gradient of max pooling equals the stock one of backend cpu', async () => {
    const seed = new Seeded(13);
    const x = seed.ties([2, 6, 6, 3]);
    const values = Float32Array.from(x.values);
    for (const at of [0, 5, 40, 41, 42, 100]) values[at] = NaN;
    values[7] = -Infinity;
    for (const filter of [[2, 2], [2, 1]]) {
      const g = sizes({ input: [6, 6], filter, stride: filter, dilation: [1, 1], pad: 'valid' });
      const dy = seed.numbers([2, ...g.output, 3]);
      // What comes may be infinite too: it must not make NaN of its neighbours.
      Object.assign(dy.values, { 3: Infinity, 20: NaN });
      const output = { shape: dy.shape, values: pooling(g, 2, 3, values, dy.values).max };
      const inputs = { dy, input: { shape: x.shape, values }, output };
      expect((await kernel(backend, 'MaxPoolGrad', inputs, attrsOf(g))).values).toEqual((await stockCpu('MaxPoolGrad', inputs, attrsOf(g))).values);
    }
  });

  it("the rounding mode 'ceil' reaches the gradient", async () => {
    await tf.setBackend(backend);
    // Windows of two with stride two over five: 'ceil' makes a third, half empty, of the last row and column.
    const x = tf.range(0, 25).reshape([1, 5, 5, 1]);
    const dx = tf.grad((t) => tf.maxPool(t.as4D(1, 5, 5, 1), 2, 2, 0, 'ceil').sum())(x);
    expect(Array.from(dx.dataSync()).flatMap((v, i) => (v === 0 ? [] : [i]))).toEqual([6, 8, 9, 16, 18, 19, 21, 23, 24]);
    const share = tf.grad((t) => tf.avgPool(t.as4D(1, 5, 5, 1), 2, 2, 0, 'ceil').sum())(x).dataSync();
    expect([share[0], share[4], share[24]]).toEqual([0.25, 0.5, 1]);
  });

  it('3-D convolution: forward and both gradients equal float64 loops, strides above 1', async () => {
    const seed = new Seeded(14);
    for (let i = 0; i < 60; i++) {
      const g = geometry(seed, 3, 5);
      const [batch, ci, co] = [seed.int(1, 2), seed.int(1, 3), seed.int(1, 4)];
      const x = seed.numbers([batch, ...g.input, ci]);
      const filter = seed.numbers([...g.filter, ci, co]);
      const dy = seed.numbers([batch, ...g.output, co]);
      const right = convolution(g, batch, ci, co, x.values, filter.values, dy.values);
      const attrs = { strides: g.stride, pad: g.pad, dataFormat: 'NDHWC', dilations: [1, 1, 1] };
      const name = JSON.stringify({ ...g, batch, ci, co });
      expect.soft(difference((await kernel(backend, 'Conv3D', { x, filter }, attrs)).values, right.y), `y ${name}`).toBeLessThan(ROUNDING);
      expect.soft(difference((await kernel(backend, 'Conv3DBackpropFilterV2', { x, dy }, { ...attrs, filterShape: filter.shape })).values, right.dw), `dW ${name}`).toBeLessThan(ROUNDING);
      expect.soft(difference((await kernel(backend, 'Conv3DBackpropInputV2', { dy, filter }, { ...attrs, inputShape: x.shape })).values, right.dx), `dx ${name}`).toBeLessThan(ROUNDING);
    }
  });
});

describe.each(['wasm', 'cpu'] as const)('resizing on %s', (backend) => {
  it('the gradient is the transpose of the forward pass: ⟨dy, resize(x)⟩ = ⟨gradient, x⟩', async () => {
    const seed = new Seeded(15);
    for (const name of ['ResizeBilinear', 'ResizeNearestNeighbor']) {
      for (let i = 0; i < 60; i++) {
        const images = seed.positive([2, seed.int(1, 6), seed.int(1, 6), 2]);
        const outSize = [seed.int(1, 9), seed.int(1, 9)];
        const mode = seed.int(0, 2);
        const attrs = { size: outSize, alignCorners: mode === 1, halfPixelCenters: mode === 2 };
        const dy = seed.positive([2, ...outSize, 2]);
        const y = await kernel(backend, name, { images }, attrs);
        const dx = await kernel(backend, `${name}Grad`, { images, dy }, attrs);
        const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((n, v, k) => n + v * b[k]!, 0);
        expect.soft(dx.shape).toEqual(images.shape);
        expect.soft(dot(dx.values, images.values) / dot(dy.values, y.values), JSON.stringify({ name, shape: images.shape, attrs })).toBeCloseTo(1, 5);
      }
    }
  });
});

it('the stock kernel of backend cpu mixes up the rows of a 3-D window that is not square', async () => {
  // Why 3-D max pooling is compared with loops and not with it: the gradient it loses.
  const x = { shape: [1, 1, 3, 2, 1], values: [0, 0, 0, 0, 0, 1] };
  const dy = { shape: [1, 1, 1, 1, 1], values: [1] };
  const attrs = { filterSize: [1, 3, 2], strides: [1, 3, 2], pad: 'valid' };
  expect(stock.cpu.has('MaxPool3DGrad')).toBe(true);
  expect((await stockCpu('MaxPool3DGrad', { dy, input: x, output: dy }, attrs)).values).not.toEqual([0, 0, 0, 0, 0, 1]);
  expect((await kernel('cpu', 'MaxPool3DGrad', { dy, input: x, output: dy }, attrs)).values).toEqual([0, 0, 0, 0, 0, 1]);
  expect(size(x.shape)).toBe(6);
});
