/**
 * A convolution as a matrix product: every output pixel has a row of `patches` with the inputs it sees,
 * [filterHeight · filterWidth · inChannels] numbers, 0 where the window hangs over the edge. (Known as
 * im2col; Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks for Document
 * Processing", 2006.)
 */
import type { TensorFlow, Values } from './tensorflow';

export type ConvInfo = ReturnType<TensorFlow['backend_util']['computeConv2DInfo']>;

/** Numbers in the patches that are held at once: 512 KB of float64, a second-level cache. */
const HELD = 1 << 16;

export const patchSize = (c: ConvInfo): number => c.filterHeight * c.filterWidth * c.inChannels;

/** Calls back with runs of whole output rows whose patches fit what may be held. */
export function forRuns(c: ConvInfo, run: (image: number, firstRow: number, rows: number) => void): void {
  const rows = Math.max(1, Math.floor(HELD / Math.max(1, c.outWidth * patchSize(c))));
  for (let b = 0; b < c.batchSize; b++) for (let r = 0; r < c.outHeight; r += rows) run(b, r, Math.min(rows, c.outHeight - r));
}

let scratch = new Float64Array(0);
/** A buffer for the patches of one run, the same one each time. */
export function patchBuffer(c: ConvInfo): Float64Array {
  const rows = Math.min(c.outHeight, Math.max(1, Math.floor(HELD / Math.max(1, c.outWidth * patchSize(c)))));
  const size = rows * c.outWidth * patchSize(c);
  if (scratch.length < size) scratch = new Float64Array(size);
  return scratch;
}

/** Fills `to`, from index `at` on, with the patches of `rows` output rows of one image. */
export function gatherPatches(x: Values, c: ConvInfo, image: number, firstRow: number, rows: number, to: Values, at = 0): void {
  const { inHeight: H, inWidth: W, inChannels: C, filterHeight, filterWidth, dilationHeight, dilationWidth } = c;
  let o = at;
  for (let i = firstRow; i < firstRow + rows; i++) {
    for (let j = 0; j < c.outWidth; j++) {
      const left = j * c.strideWidth - c.padInfo.left;
      for (let p = 0; p < filterHeight; p++) {
        const y = i * c.strideHeight - c.padInfo.top + p * dilationHeight;
        const row = (image * H + y) * W;
        const inside = y >= 0 && y < H;
        for (let q = 0, xx = left; q < filterWidth; q++, xx += dilationWidth) {
          if (inside && xx >= 0 && xx < W) {
            for (let k = (row + xx) * C, end = k + C; k < end; k++) to[o++] = x[k]!;
          } else {
            for (let k = 0; k < C; k++) to[o++] = 0;
          }
        }
      }
    }
  }
}

/**
 * The transpose of `gatherPatches`: adds every number of the patches to the input pixel it was taken from.
 * `dx` is one image [inHeight, inWidth, inChannels] from index `at` on.
 */
export function scatterPatches(patches: Values, from: number, c: ConvInfo, firstRow: number, rows: number, dx: Values, at: number): void {
  const { inHeight: H, inWidth: W, inChannels: C, filterHeight, filterWidth, dilationHeight, dilationWidth } = c;
  let o = from;
  for (let i = firstRow; i < firstRow + rows; i++) {
    for (let j = 0; j < c.outWidth; j++) {
      const left = j * c.strideWidth - c.padInfo.left;
      for (let p = 0; p < filterHeight; p++) {
        const y = i * c.strideHeight - c.padInfo.top + p * dilationHeight;
        if (y < 0 || y >= H) {
          o += filterWidth * C;
          continue;
        }
        for (let q = 0, xx = left; q < filterWidth; q++, xx += dilationWidth) {
          if (xx < 0 || xx >= W) {
            o += C;
            continue;
          }
          for (let k = at + (y * W + xx) * C, end = k + C; k < end; k++) dx[k]! += patches[o++]!;
        }
      }
    }
  }
}
