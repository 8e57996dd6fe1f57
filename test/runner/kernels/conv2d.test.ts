import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { difference, kernel, ROUNDING, Seeded, start, stockCpu, tf } from './harness';
import { convolution, depthwise, type Geometry, sizes, type Sizes } from './oracle';

beforeAll(start);

/** The case as a kernel's attributes have it. */
const attrsOf = (g: Geometry) => ({
  strides: g.stride,
  dilations: g.dilation,
  pad: typeof g.pad === 'string' ? g.pad : [[0, 0], ...g.pad, [0, 0]],
  dataFormat: 'NHWC',
  dimRoundingMode: typeof g.pad === 'string' ? undefined : 'floor',
});

/** A geometry whose output is not empty; strides and dilations together, filters beyond the input, paddings of their own. */
function geometry(seed: Seeded): Sizes {
  for (;;) {
    const two = (from: number, to: number): number[] => [seed.int(from, to), seed.int(from, to)];
    const pad = seed.pick<Geometry['pad'] | 'own'>(['same', 'valid', 'own']);
    const g: Geometry = {
      input: two(1, 11),
      filter: two(1, 5),
      stride: two(1, 3),
      dilation: seed.pick([[1, 1], [1, 1], two(1, 3)]),
      pad: pad === 'own' ? [[seed.int(0, 2), seed.int(0, 2)], [seed.int(0, 2), seed.int(0, 2)]] : pad,
    };
    const s = sizes(g);
    if (s.output.every((n) => n >= 1)) return s;
  }
}

const CASES = 120;

describe.each(['wasm', 'cpu'] as const)('2-D convolution on %s', (backend) => {
  it(`forward and both gradients equal float64 loops in ${CASES} cases of stride, dilation and padding`, async () => {
    const seed = new Seeded(1);
    for (let i = 0; i < CASES; i++) {
      const g = geometry(seed);
      const [batch, ci, co] = [seed.int(1, 4), seed.int(1, 6), seed.int(1, 9)];
      const x = seed.numbers([batch, ...g.input, ci]);
      const filter = seed.numbers([...g.filter, ci, co]);
      const dy = seed.numbers([batch, ...g.output, co]);
      const right = convolution(g, batch, ci, co, x.values, filter.values, dy.values);
      const attrs = attrsOf(g);
      const name = JSON.stringify({ ...g, batch, ci, co });
      const y = await kernel(backend, 'Conv2D', { x, filter }, attrs);
      expect.soft(y.shape, name).toEqual(dy.shape);
      expect.soft(difference(y.values, right.y), `y ${name}`).toBeLessThan(ROUNDING);
      const dw = await kernel(backend, 'Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: filter.shape });
      expect.soft(dw.shape, name).toEqual(filter.shape);
      expect.soft(difference(dw.values, right.dw), `dW ${name}`).toBeLessThan(ROUNDING);
      const dx = await kernel(backend, 'Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: x.shape });
      expect.soft(dx.shape, name).toEqual(x.shape);
      expect.soft(difference(dx.values, right.dx), `dx ${name}`).toBeLessThan(ROUNDING);
    }
  });

  it(`depthwise: forward and both gradients equal float64 loops in ${CASES} cases`, async () => {
    const seed = new Seeded(2);
    for (let i = 0; i < CASES; i++) {
      const g = geometry(seed);
      const [batch, c, m] = [seed.int(1, 3), seed.int(1, 5), seed.int(1, 3)];
      const x = seed.numbers([batch, ...g.input, c]);
      const filter = seed.numbers([...g.filter, c, m]);
      const dy = seed.numbers([batch, ...g.output, c * m]);
      const right = depthwise(g, batch, c, m, x.values, filter.values, dy.values);
      const attrs = attrsOf(g);
      const name = JSON.stringify({ ...g, batch, c, m });
      // The operation refuses stride and dilation together before any kernel is asked.
      if (Math.max(...g.stride) === 1 || Math.max(...g.dilation) === 1) {
        const y = await kernel(backend, 'DepthwiseConv2dNative', { x, filter }, attrs);
        expect.soft(difference(y.values, right.y), `y ${name}`).toBeLessThan(ROUNDING);
      }
      const dw = await kernel(backend, 'DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...attrs, filterShape: filter.shape });
      expect.soft(dw.shape, name).toEqual(filter.shape);
      expect.soft(difference(dw.values, right.dw), `dW ${name}`).toBeLessThan(ROUNDING);
      const dx = await kernel(backend, 'DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...attrs, inputShape: x.shape });
      expect.soft(difference(dx.values, right.dx), `dx ${name}`).toBeLessThan(ROUNDING);
    }
  });

  it('equals the stock kernels of backend cpu where those are right: no dilation', async () => {
    const seed = new Seeded(3);
    for (let i = 0; i < 25; i++) {
      const g = { ...geometry(seed), dilation: [1, 1] };
      const s = sizes(g);
      if (s.output.some((n) => n < 1)) continue;
      const x = seed.numbers([2, ...s.input, 3]);
      const filter = seed.numbers([...s.filter, 3, 5]);
      const dy = seed.numbers([2, ...s.output, 5]);
      const attrs = attrsOf(s);
      for (const [name, inputs, more] of [
        ['Conv2D', { x, filter }, {}],
        ['Conv2DBackpropFilter', { x, dy }, { filterShape: filter.shape }],
        ['Conv2DBackpropInput', { dy, filter }, { inputShape: x.shape }],
      ] as const) {
        const expected = await stockCpu(name, inputs, { ...attrs, ...more });
        const got = await kernel(backend, name, inputs, { ...attrs, ...more });
        expect.soft(difference(got.values, expected.values), `${name} ${JSON.stringify(s)}`).toBeLessThan(ROUNDING);
      }
    }
  });

  it('an empty batch gives zeros, and images beyond what is held at once are summed', async () => {
    const attrs = { strides: 1, pad: 'same', dataFormat: 'NHWC' };
    const none = await kernel(backend, 'Conv2DBackpropFilter', { x: { shape: [0, 4, 4, 2], values: [] }, dy: { shape: [0, 4, 4, 3], values: [] } }, { ...attrs, filterShape: [3, 3, 2, 3] });
    expect(none).toEqual({ shape: [3, 3, 2, 3], dtype: 'float32', values: Array(54).fill(0) });
    const seed = new Seeded(4);
    const g = sizes({ input: [40, 40], filter: [3, 3], stride: [2, 2], dilation: [1, 1], pad: 'same' });
    const x = seed.numbers([3, 40, 40, 24]);
    const filter = seed.numbers([3, 3, 24, 8]);
    const dy = seed.numbers([3, 20, 20, 8]);
    const right = convolution(g, 3, 24, 8, x.values, filter.values, dy.values);
    expect(difference((await kernel(backend, 'Conv2DBackpropInput', { dy, filter }, { ...attrs, strides: 2, inputShape: x.shape })).values, right.dx)).toBeLessThan(ROUNDING);
    expect(difference((await kernel(backend, 'Conv2DBackpropFilter', { x, dy }, { ...attrs, strides: 2, filterShape: filter.shape })).values, right.dw)).toBeLessThan(ROUNDING);
  });

  it('fused with bias and activation, as predict() calls it', async () => {
    const seed = new Seeded(5);
    for (const activation of ['linear', 'relu', 'elu', 'sigmoid', 'relu6', 'leakyrelu'] as const) {
      // Input 8, filter 4, stride 3: 'same' needs less than no padding.
      const inputs = { x: seed.numbers([2, 8, 5, 3]), filter: seed.numbers([4, 1, 3, 4]), bias: seed.numbers([4]) };
      const attrs = { strides: [3, 3], dilations: [1, 1], pad: 'same', dataFormat: 'NHWC', activation, leakyreluAlpha: 0.2 };
      const expected = await stockCpu('FusedConv2D', inputs, attrs);
      const got = await kernel(backend, 'FusedConv2D', inputs, attrs);
      expect.soft(difference(got.values, expected.values), activation).toBeLessThan(ROUNDING);
      const depthwiseInputs = { ...inputs, filter: seed.numbers([4, 1, 3, 1]), bias: seed.numbers([3]) };
      expect.soft(difference((await kernel(backend, 'FusedDepthwiseConv2D', depthwiseInputs, attrs)).values, (await stockCpu('FusedDepthwiseConv2D', depthwiseInputs, attrs)).values), activation).toBeLessThan(ROUNDING);
    }
  });

  it('a dilated convolution has gradients, first and second; stock refuses them', async () => {
    await tf.setBackend(backend);
    const seed = new Seeded(6);
    const x = tf.tensor4d(Array.from(seed.numbers([1, 7, 7, 2]).values), [1, 7, 7, 2]);
    const w = tf.tensor4d(Array.from(seed.numbers([3, 3, 2, 2]).values), [3, 3, 2, 2]);
    const loss = (input: typeof x): Scalar => tf.conv2d(input, w, 1, 'same', 'NHWC', 2).square().sum();
    const gradient = tf.grad(loss as (x: Tensor) => Scalar);
    const slope = gradient(x).dataSync();
    const d = 1e-2;
    for (const at of [0, 17, 48, 97]) {
      const moved = (by: number): number => loss(tf.tensor4d(Array.from(x.dataSync()).map((v, i) => (i === at ? v + by : v)), x.shape)).dataSync()[0]!;
      expect(slope[at]).toBeCloseTo((moved(d) - moved(-d)) / (2 * d), 2);
    }
    // The convolution is linear, so the second derivative along x itself is the first.
    const twice = tf.grad((input) => gradient(input).mul(input).sum())(x).dataSync();
    expect(difference(twice, Array.from(slope, (v) => 2 * v))).toBeLessThan(1e-5);
  });
});
