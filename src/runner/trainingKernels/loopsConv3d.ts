import type { Loop } from './loop';
import type { Attrs, TensorFlow } from './tensorflow';

type Shape5 = [number, number, number, number, number];
type Conv3DInfo = ReturnType<TensorFlow['backend_util']['computeConv3DInfo']>;

const conv3dInfo = (tf: TensorFlow, inputShape: number[], filterShape: number[], a: Attrs): Conv3DInfo =>
  tf.backend_util.computeConv3DInfo(inputShape as Shape5, filterShape as Shape5, a.strides as number, 1, a.pad as 'same');

/** Calls back for every pair of an input cell and an output cell that a tap of the filter joins, with where their channels, and the tap's weights, begin. */
function forTaps(c: Conv3DInfo, each: (x: number, w: number, y: number) => void): void {
  const { inDepth: D, inHeight: H, inWidth: W, inChannels: Ci, outChannels: Co } = c;
  let o = 0;
  for (let b = 0; b < c.batchSize; b++) {
    for (let d = 0; d < c.outDepth; d++) for (let i = 0; i < c.outHeight; i++) for (let j = 0; j < c.outWidth; j++, o += Co) {
      for (let r = 0; r < c.filterDepth; r++) {
        const z = d * c.strideDepth - c.padInfo.front + r;
        if (z < 0 || z >= D) continue;
        for (let p = 0; p < c.filterHeight; p++) {
          const y = i * c.strideHeight - c.padInfo.top + p;
          if (y < 0 || y >= H) continue;
          for (let q = 0; q < c.filterWidth; q++) {
            const x = j * c.strideWidth - c.padInfo.left + q;
            if (x >= 0 && x < W) each((((b * D + z) * H + y) * W + x) * Ci, ((r * c.filterHeight + p) * c.filterWidth + q) * Ci * Co, o);
          }
        }
      }
    }
  }
}

/** Gradient of a 3-D convolution by its filter [depth, height, width, inChannels, outChannels], any stride. */
export const conv3DBackpropFilter: Loop = (tf, { x, dy }, attrs) => {
  const c = conv3dInfo(tf, x!.shape, attrs.filterShape as number[], attrs);
  const { inChannels: Ci, outChannels: Co } = c;
  return {
    shape: c.filterShape,
    reads: [x!, dy!],
    run: (dw, xs, g) => {
      const sums = new Float64Array(dw.length);
      forTaps(c, (at, w, o) => {
        for (let ci = 0; ci < Ci; ci++) {
          const v = xs[at + ci]!;
          for (let co = 0; co < Co; co++, w++) sums[w]! += v * g[o + co]!;
        }
      });
      dw.set(sums);
    },
  };
};

/** Gradient of a 3-D convolution by its input, and the forward pass of a transposed one; any stride. */
export const conv3DBackpropInput: Loop = (tf, { dy, filter }, attrs) => {
  const c = conv3dInfo(tf, attrs.inputShape as number[], filter!.shape, attrs);
  const { inChannels: Ci, outChannels: Co } = c;
  return {
    shape: c.inShape,
    reads: [dy!, filter!],
    run: (dx, g, f) =>
      forTaps(c, (at, w, o) => {
        for (let ci = 0; ci < Ci; ci++) {
          let sum = 0;
          for (let co = 0; co < Co; co++, w++) sum += f[w]! * g[o + co]!;
          dx[at + ci]! += sum;
        }
      }),
  };
};
