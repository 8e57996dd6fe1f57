import type { Attrs, TensorFlow, TensorInfo } from './tensorflow';
import type { Loop } from './loop';

type PoolInfo = ReturnType<TensorFlow['backend_util']['computePool3DInfo']>;

const poolInfo = (tf: TensorFlow, input: TensorInfo, a: Attrs): PoolInfo =>
  tf.backend_util.computePool3DInfo(input.shape as [number, number, number, number, number], a.filterSize as number, a.strides as number, 1, a.pad as 'same', a.dimRoundingMode as 'floor' | undefined);

/** Calls back for every output cell with the positions, in order of depth, row, column, that its window sees. */
function forWindows(p: PoolInfo, each: (window: Int32Array, n: number, o: number) => void): void {
  const window = new Int32Array(p.filterDepth * p.filterHeight * p.filterWidth);
  let o = 0;
  for (let b = 0; b < p.batchSize; b++) {
    for (let d = 0; d < p.outDepth; d++) {
      for (let i = 0; i < p.outHeight; i++) {
        for (let j = 0; j < p.outWidth; j++, o += p.inChannels) {
          let n = 0;
          const z = d * p.strideDepth - p.padInfo.front, y = i * p.strideHeight - p.padInfo.top, x = j * p.strideWidth - p.padInfo.left;
          for (let zz = Math.max(0, z); zz < Math.min(p.inDepth, z + p.filterDepth); zz++) {
            for (let yy = Math.max(0, y); yy < Math.min(p.inHeight, y + p.filterHeight); yy++) {
              const row = ((b * p.inDepth + zz) * p.inHeight + yy) * p.inWidth;
              for (let xx = Math.max(0, x); xx < Math.min(p.inWidth, x + p.filterWidth); xx++) window[n++] = (row + xx) * p.inChannels;
            }
          }
          each(window, n, o);
        }
      }
    }
  }
}

/**
 * Gradient of 3-D max pooling, by the rule of the 2-D one: the first maximum takes it. (The stock kernel of
 * backend cpu lets the last one win and mixes up rows where a window is not as high as it is wide; the one
 * of backend wasm takes no maximum at or below zero.)
 */
export const maxPool3DGrad: Loop = (tf, { dy, input }, attrs) => {
  const p = poolInfo(tf, input!, attrs);
  return {
    shape: input!.shape,
    reads: [input!, dy!],
    run: (dx, x, g) =>
      forWindows(p, (window, n, o) => {
        for (let c = 0; c < p.inChannels; c++) {
          let best = -Infinity;
          let at = -1;
          for (let w = 0; w < n; w++) {
            const k = window[w]! + c;
            if (x[k]! > best) {
              best = x[k]!;
              at = k;
            }
          }
          if (at >= 0) dx[at]! += g[o + c]!;
        }
      }),
  };
};

/** Gradient of 3-D average pooling: shares by the positions inside the input, as the forward pass counts them. */
export const avgPool3DGrad: Loop = (tf, { dy, input }, attrs) => {
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

/** Forward 3-D max pooling. (The stock kernel of backend wasm starts from a number just above zero: it gives that for a window of negatives.) */
export const maxPool3D: Loop = (tf, { x }, attrs) => {
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
