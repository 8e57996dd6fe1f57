/**
 * Gradients of tf.image.resizeBilinear and resizeNearestNeighbor: what comes to an output pixel goes back,
 * by the weights of the forward pass, to the pixels it was made of. (The stock kernels: nearest neighbour on
 * backend wasm gives other numbers, bilinear on backend cpu exchanges height and width, and neither knows
 * `halfPixelCenters`.)
 */
import type { Loop } from './loop';
import type { Attrs } from './tensorflow';

/** One output row (or column): the two input rows it lies between and how near it is to the second. */
interface Source {
  from: number;
  to: number;
  part: number;
}

/** Where a row of the output lies in the input, as the forward kernels compute it. */
function position(at: number, input: number, output: number, attrs: Attrs): number {
  const aligned = attrs.alignCorners === true && output > 1;
  const scale = (aligned ? input - 1 : input) / (aligned ? output - 1 : output);
  return attrs.halfPixelCenters ? scale * (at + 0.5) : scale * at;
}

function between(at: number, input: number, output: number, attrs: Attrs): Source {
  const x = position(at, input, output, attrs) - (attrs.halfPixelCenters ? 0.5 : 0);
  const from = Math.max(0, Math.floor(x));
  return { from, to: Math.min(input - 1, Math.ceil(x)), part: x - from };
}

function nearest(at: number, input: number, output: number, attrs: Attrs): Source {
  const x = position(at, input, output, attrs);
  const from = Math.max(0, Math.min(input - 1, attrs.alignCorners ? Math.round(x) : Math.floor(x)));
  return { from, to: from, part: 0 };
}

const resizeGrad =
  (source: typeof between): Loop =>
  (_tf, { images, dy }, attrs) => {
    const [batch, height, width, channels] = images!.shape as [number, number, number, number];
    const [, outHeight, outWidth] = dy!.shape as [number, number, number, number];
    const rows = Array.from({ length: outHeight }, (_, i) => source(i, height, outHeight, attrs));
    const columns = Array.from({ length: outWidth }, (_, j) => source(j, width, outWidth, attrs));
    return {
      shape: images!.shape,
      reads: [dy!],
      run: (dx, g) => {
        let o = 0;
        for (let b = 0; b < batch; b++) {
          const at = (y: number, x: number): number => ((b * height + y) * width + x) * channels;
          for (const row of rows) {
            for (const column of columns) {
              const k00 = at(row.from, column.from), k01 = at(row.from, column.to), k10 = at(row.to, column.from), k11 = at(row.to, column.to);
              for (let c = 0; c < channels; c++, o++) {
                const v = g[o]!;
                dx[k00 + c]! += v * (1 - row.part) * (1 - column.part);
                if (column.part !== 0) dx[k01 + c]! += v * (1 - row.part) * column.part;
                if (row.part !== 0) dx[k10 + c]! += v * row.part * (1 - column.part);
                if (row.part !== 0 && column.part !== 0) dx[k11 + c]! += v * row.part * column.part;
              }
            }
          }
        }
      },
    };
  };

export const resizeBilinearGrad = resizeGrad(between);
export const resizeNearestNeighborGrad = resizeGrad(nearest);
