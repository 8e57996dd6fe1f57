import { convInfo } from './convInfo';
import type { ConvInfo } from './patches';
import type { Loop } from './loop';

/**
 * Calls back for every pair of an input pixel and an output pixel that a tap of the filter joins, with where
 * their channels, and those of the tap, begin.
 */
function forTaps(c: ConvInfo, each: (x: number, w: number, y: number) => void): void {
  const { inHeight: H, inWidth: W, inChannels, outChannels } = c;
  let o = 0;
  for (let b = 0; b < c.batchSize; b++) {
    for (let i = 0; i < c.outHeight; i++) {
      for (let j = 0; j < c.outWidth; j++, o += outChannels) {
        for (let p = 0; p < c.filterHeight; p++) {
          const y = i * c.strideHeight - c.padInfo.top + p * c.dilationHeight;
          if (y < 0 || y >= H) continue;
          for (let q = 0; q < c.filterWidth; q++) {
            const x = j * c.strideWidth - c.padInfo.left + q * c.dilationWidth;
            if (x >= 0 && x < W) each(((b * H + y) * W + x) * inChannels, (p * c.filterWidth + q) * outChannels, o);
          }
        }
      }
    }
  }
}

/** Gradient of a depthwise convolution by its filter [filterHeight, filterWidth, inChannels, multiplier]; any stride and dilation. */
export const depthwiseBackpropFilter: Loop = (tf, { x, dy }, attrs) => {
  const c = convInfo(tf, x!.shape, attrs.filterShape as number[], attrs, true);
  if (!c) return undefined;
  const { inChannels, outChannels } = c;
  const multiplier = outChannels / inChannels;
  return {
    shape: c.filterShape,
    reads: [x!, dy!],
    run: (dw, xs, g) => {
      const sums = new Float64Array(dw.length);
      forTaps(c, (at, w, o) => {
        for (let i = 0; i < inChannels; i++) {
          const v = xs[at + i]!;
          for (let m = 0; m < multiplier; m++, w++, o++) sums[w]! += v * g[o]!;
        }
      });
      dw.set(sums);
    },
  };
};

/** Gradient of a depthwise convolution by its input; any stride and dilation. */
export const depthwiseBackpropInput: Loop = (tf, { dy, filter }, attrs) => {
  const c = convInfo(tf, attrs.inputShape as number[], filter!.shape, attrs, true);
  if (!c) return undefined;
  const { inChannels, outChannels } = c;
  const multiplier = outChannels / inChannels;
  return {
    shape: c.inShape,
    reads: [dy!, filter!],
    run: (dx, g, f) =>
      forTaps(c, (at, w, o) => {
        for (let i = 0; i < inChannels; i++) {
          let sum = 0;
          for (let m = 0; m < multiplier; m++, w++, o++) sum += g[o]! * f[w]!;
          dx[at + i]! += sum;
        }
      }),
  };
};
