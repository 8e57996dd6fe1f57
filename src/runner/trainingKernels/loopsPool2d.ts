import type { Attrs, TensorFlow, TensorInfo, Values } from './tensorflow';
import type { Loop } from './loop';

type PoolInfo = ReturnType<TensorFlow['backend_util']['computePool2DInfo']>;

const poolInfo = (tf: TensorFlow, input: TensorInfo, a: Attrs): PoolInfo =>
  tf.backend_util.computePool2DInfo(input.shape as [number, number, number, number], a.filterSize as number, a.strides as number, 1, a.pad as 'same', a.dimRoundingMode as 'floor' | undefined);

/** Positions in one channel of the input, in row order, that the window of output pixel (i, j) sees. */
function windowOf(p: PoolInfo, image: number, i: number, j: number, to: Int32Array): number {
  const y = i * p.strideHeight - p.padInfo.top;
  const x = j * p.strideWidth - p.padInfo.left;
  const bottom = Math.min(p.inHeight, y + p.filterHeight);
  const right = Math.min(p.inWidth, x + p.filterWidth);
  let n = 0;
  for (let yy = Math.max(0, y); yy < bottom; yy++) {
    const row = (image * p.inHeight + yy) * p.inWidth;
    for (let xx = Math.max(0, x); xx < right; xx++) to[n++] = (row + xx) * p.inChannels;
  }
  return n;
}

/** Calls back for every output pixel with where its window lies; `o` is the pixel's first channel in the output. */
function forWindows(p: PoolInfo, each: (window: Int32Array, n: number, o: number) => void): void {
  const window = new Int32Array(p.filterHeight * p.filterWidth);
  let o = 0;
  for (let b = 0; b < p.batchSize; b++) {
    for (let i = 0; i < p.outHeight; i++) {
      for (let j = 0; j < p.outWidth; j++, o += p.inChannels) each(window, windowOf(p, b, i, j, window), o);
    }
  }
}

/**
 * Gradient of max pooling: what comes to an output pixel goes to the first position in row order that holds
 * the window's maximum, as in TensorFlow. A NaN is never the maximum; a window without a number above -∞
 * passes nothing on.
 */
export const maxPoolGrad: Loop = (tf, { dy, input, output }, attrs) => {
  const p = poolInfo(tf, input!, attrs);
  const C = p.inChannels;
  return {
    shape: input!.shape,
    reads: [input!, dy!, output!],
    run: (dx, x, g, y) =>
      forWindows(p, (window, n, o) => {
        if (n === 4) fourWay(dx, x, g, y, window, o, C);
        else for (let c = 0; c < C; c++) toFirstMaximum(dx, x, g[o + c]!, window, n, c);
      }),
  };
};

/**
 * The window of four that nearly every network has. Which of four numbers is the largest no processor can
 * guess; so nothing is jumped over, and what comes is multiplied by 1 for the first that equals the
 * maximum `y` and by 0 for the others.
 */
function fourWay(dx: Float32Array, x: Values, g: Values, y: Values, window: Int32Array, o: number, channels: number): void {
  const k0 = window[0]!, k1 = window[1]!, k2 = window[2]!, k3 = window[3]!;
  for (let c = 0; c < channels; c++) {
    const max = y[o + c]!, v = g[o + c]!;
    const e0 = Number(x[k0 + c]! === max);
    const e1 = Number(x[k1 + c]! === max) & (e0 ^ 1);
    const e2 = Number(x[k2 + c]! === max) & ((e0 | e1) ^ 1);
    const e3 = Number(x[k3 + c]! === max) & ((e0 | e1 | e2) ^ 1);
    // A NaN in the window, or what comes is not finite and 0 times it would be NaN.
    if ((e0 | e1 | e2 | e3) === 0 || v - v !== 0) toFirstMaximum(dx, x, v, window, 4, c);
    else {
      dx[k0 + c]! += v * e0;
      dx[k1 + c]! += v * e1;
      dx[k2 + c]! += v * e2;
      dx[k3 + c]! += v * e3;
    }
  }
}

function toFirstMaximum(dx: Float32Array, x: Values, v: number, window: Int32Array, n: number, channel: number): void {
  let best = -Infinity;
  let at = -1;
  for (let w = 0; w < n; w++) {
    const k = window[w]! + channel;
    if (x[k]! > best) {
      best = x[k]!;
      at = k;
    }
  }
  if (at >= 0) dx[at]! += v;
}

/**
 * Gradient of average pooling: every position of a window gets its share, 1/n of what comes, where n counts
 * the positions inside the input, as the forward pass does. (The stock kernels divide by the whole
 * window, so that edges under padding get too little.)
 */
export const avgPoolGrad: Loop = (tf, { dy, input }, attrs) => {
  const p = poolInfo(tf, input!, attrs);
  return {
    shape: input!.shape,
    reads: [dy!],
    run: (dx, g) =>
      forWindows(p, (window, n, o) => {
        for (let w = 0; w < n; w++) {
          const k = window[w]!;
          for (let c = 0; c < p.inChannels; c++) dx[k + c]! += g[o + c]! / n;
        }
      }),
  };
};

/** Forward max pooling; a NaN is never the maximum, as in the stock kernel of backend cpu. */
export const maxPool: Loop = (tf, { x }, attrs) => {
  if (x!.dtype !== 'float32') return undefined;
  const p = poolInfo(tf, x!, attrs);
  return {
    shape: p.outShape,
    reads: [x!],
    run: (y, values) => {
      y.fill(-Infinity);
      forWindows(p, (window, n, o) => {
        for (let w = 0; w < n; w++) {
          const k = window[w]!;
          for (let c = 0; c < p.inChannels; c++) if (values[k + c]! > y[o + c]!) y[o + c] = values[k + c]!;
        }
      });
    },
  };
};
