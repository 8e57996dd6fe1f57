/**
 * Convolutions and poolings in float64, any number of spatial axes, written from their definitions and from
 * nothing of ours or of TensorFlow.js. Tensors are [batch, ...spatial, channels].
 */
export interface Geometry {
  input: number[];
  filter: number[];
  stride: number[];
  dilation: number[];
  pad: 'same' | 'valid' | [before: number, after: number][];
}

export interface Sizes extends Geometry {
  output: number[];
  before: number[];
}

export function sizes(g: Geometry): Sizes {
  const output: number[] = [];
  const before: number[] = [];
  g.input.forEach((n, axis) => {
    const reach = (g.filter[axis]! - 1) * g.dilation[axis]! + 1;
    const stride = g.stride[axis]!;
    if (g.pad === 'same') {
      output.push(Math.ceil(n / stride));
      before.push(Math.floor(Math.max(0, (output[axis]! - 1) * stride + reach - n) / 2));
    } else {
      const [b, a] = g.pad === 'valid' ? [0, 0] : g.pad[axis]!;
      output.push(Math.floor((n + b + a - reach) / stride) + 1);
      before.push(b);
    }
  });
  return { ...g, output, before };
}

/** Calls back with flat indices, without channels, of an output position, a filter tap and the input position that they join. */
export function forTaps(s: Sizes, batch: number, each: (y: number, w: number, x: number) => void): void {
  const all = (dims: number[]): number[][] => dims.reduce<number[][]>((list, n) => list.flatMap((at) => Array.from({ length: n }, (_, i) => [...at, i])), [[]]);
  const outs = all(s.output);
  const taps = all(s.filter);
  for (let b = 0; b < batch; b++) {
    outs.forEach((out, y) =>
      taps.forEach((tap, w) => {
        let x = b;
        for (let axis = 0; axis < out.length; axis++) {
          const at = out[axis]! * s.stride[axis]! - s.before[axis]! + tap[axis]! * s.dilation[axis]!;
          if (at < 0 || at >= s.input[axis]!) return;
          x = x * s.input[axis]! + at;
        }
        each(b * outs.length + y, w, x);
      }),
    );
  }
}

type List = ArrayLike<number>;
const product = (dims: number[]): number => dims.reduce((n, d) => n * d, 1);

/** y, dW and dx of a full convolution with `ci` channels in and `co` out. */
export function convolution(s: Sizes, batch: number, ci: number, co: number, x: List, w: List, dy: List): { y: Float64Array; dw: Float64Array; dx: Float64Array } {
  const y = new Float64Array(batch * product(s.output) * co);
  const dw = new Float64Array(product(s.filter) * ci * co);
  const dx = new Float64Array(batch * product(s.input) * ci);
  forTaps(s, batch, (o, t, i) => {
    for (let a = 0; a < ci; a++) {
      for (let b = 0; b < co; b++) {
        const W = (t * ci + a) * co + b;
        y[o * co + b]! += x[i * ci + a]! * w[W]!;
        dw[W]! += x[i * ci + a]! * dy[o * co + b]!;
        dx[i * ci + a]! += w[W]! * dy[o * co + b]!;
      }
    }
  });
  return { y, dw, dx };
}

/** The same, depthwise: `m` outputs for every channel. */
export function depthwise(s: Sizes, batch: number, c: number, m: number, x: List, w: List, dy: List): { y: Float64Array; dw: Float64Array; dx: Float64Array } {
  const y = new Float64Array(batch * product(s.output) * c * m);
  const dw = new Float64Array(product(s.filter) * c * m);
  const dx = new Float64Array(batch * product(s.input) * c);
  forTaps(s, batch, (o, t, i) => {
    for (let a = 0; a < c * m; a++) {
      const from = i * c + Math.floor(a / m);
      y[o * c * m + a]! += x[from]! * w[t * c * m + a]!;
      dw[t * c * m + a]! += x[from]! * dy[o * c * m + a]!;
      dx[from]! += w[t * c * m + a]! * dy[o * c * m + a]!;
    }
  });
  return { y, dw, dx };
}

/** Forward and gradient of pooling: the first maximum takes all; the average counts positions inside. */
export function pooling(s: Sizes, batch: number, c: number, x: List, dy: List): Record<'max' | 'maxGrad' | 'avg' | 'avgGrad', Float64Array> {
  const n = batch * product(s.output) * c;
  const max = new Float64Array(n).fill(-Infinity);
  const from = new Int32Array(n).fill(-1);
  const sum = new Float64Array(n);
  const count = new Int32Array(n);
  forTaps(s, batch, (o, _t, i) => {
    for (let a = 0; a < c; a++) {
      const v = x[i * c + a]!;
      sum[o * c + a]! += v;
      count[o * c + a]!++;
      if (v > max[o * c + a]!) {
        max[o * c + a] = v;
        from[o * c + a] = i * c + a;
      }
    }
  });
  const maxGrad = new Float64Array(batch * product(s.input) * c);
  from.forEach((at, o) => {
    if (at >= 0) maxGrad[at]! += dy[o]!;
  });
  const avgGrad = new Float64Array(maxGrad.length);
  forTaps(s, batch, (o, _t, i) => {
    for (let a = 0; a < c; a++) avgGrad[i * c + a]! += dy[o * c + a]! / count[o * c + a]!;
  });
  return { max, maxGrad, avg: sum.map((v, i) => v / count[i]!), avgGrad };
}
