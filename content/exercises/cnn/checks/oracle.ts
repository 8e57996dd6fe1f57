/** The blocks of a convolutional network in float64. Layouts: pictures NHWC, filters HWIO. */
import { matrix, type Matrix } from '../../../../src/grading/matrix';

/** TensorFlow's 'same' padding along one axis: the output's length and the padding in front (and behind, the rest). */
export function same(size: number, window: number, stride: number): { out: number; before: number } {
  const out = Math.ceil(size / stride);
  return { out, before: Math.floor(Math.max((out - 1) * stride + window - size, 0) / 2) };
}

/** Where a window starts, along each axis, and how many there are. Other paddings than 'same' are other functions. */
export type Windows = (size: number, window: number, stride: number) => { out: number; before: number };

/**
 * Visits every product of which a convolution is the sum: `each` is given the index of the output, of the
 * pixel and of the filter's entry in the flat values.
 * @returns the output's shape
 */
function products(x: Matrix, filters: Matrix, stride: number, windows: Windows, each: (output: number, pixel: number, entry: number) => void): [number, number, number, number] {
  const [n, h, w, c] = x.shape as [number, number, number, number];
  const [fh, fw, , o] = filters.shape as [number, number, number, number];
  const rows = windows(h, fh, stride);
  const columns = windows(w, fw, stride);
  let output = 0;
  for (let b = 0; b < n; b++) {
    for (let r = 0; r < rows.out; r++) {
      for (let q = 0; q < columns.out; q++, output += o) {
        for (let i = 0; i < fh; i++) {
          const y = r * stride + i - rows.before;
          if (y < 0 || y >= h) continue;
          for (let j = 0; j < fw; j++) {
            const z = q * stride + j - columns.before;
            if (z < 0 || z >= w) continue;
            const pixel = ((b * h + y) * w + z) * c;
            const entry = (i * fw + j) * c * o;
            for (let k = 0; k < c; k++) for (let m = 0; m < o; m++) each(output + m, pixel + k, entry + k * o + m);
          }
        }
      }
    }
  }
  return [n, rows.out, columns.out, o];
}

/** Cross-correlation, x [N, H, W, C], filters [h, w, C, O] -> [N, H', W', O]. */
export function conv2d(x: Matrix, filters: Matrix, stride: number, windows: Windows = same): Matrix {
  const out = new Float64Array(x.shape[0]! * windows(x.shape[1]!, filters.shape[0]!, stride).out * windows(x.shape[2]!, filters.shape[1]!, stride).out * filters.shape[3]!);
  const shape = products(x, filters, stride, windows, (output, pixel, entry) => (out[output]! += x.values[pixel]! * filters.values[entry]!));
  return matrix(shape, out);
}

/**
 * Gradients of a loss with respect to a convolution's input and filters, from `dy` [N, H', W', O]: every product
 * of the sum gives dy · filter to the pixel and dy · x to the filter's entry.
 */
export function conv2dGradients(x: Matrix, filters: Matrix, dy: Matrix, stride: number): { dx: Matrix; dFilters: Matrix } {
  const dx = new Float64Array(x.values.length);
  const dFilters = new Float64Array(filters.values.length);
  products(x, filters, stride, same, (output, pixel, entry) => {
    dx[pixel]! += dy.values[output]! * filters.values[entry]!;
    dFilters[entry]! += dy.values[output]! * x.values[pixel]!;
  });
  return { dx: matrix(x.shape, dx), dFilters: matrix(filters.shape, dFilters) };
}

/** What becomes of the values of one window; `cells` is size², those outside the picture not among the values. */
export type Pooling = (values: number[], cells: number) => number;
export const largest: Pooling = (values) => Math.max(...values);

/** Pooling over windows of size × size, x [N, H, W, C] -> [N, H', W', C]. */
export function pool(x: Matrix, size: number, pooling: Pooling = largest, windows: Windows = same, stride = size): Matrix {
  const [n, h, w, c] = x.shape as [number, number, number, number];
  const rows = windows(h, size, stride);
  const columns = windows(w, size, stride);
  const out: number[] = [];
  for (let b = 0; b < n; b++) {
    for (let r = 0; r < rows.out; r++) {
      for (let q = 0; q < columns.out; q++) {
        for (let k = 0; k < c; k++) {
          const values: number[] = [];
          for (let y = Math.max(r * stride - rows.before, 0); y < Math.min(r * stride - rows.before + size, h); y++) {
            for (let z = Math.max(q * stride - columns.before, 0); z < Math.min(q * stride - columns.before + size, w); z++) values.push(x.values[((b * h + y) * w + z) * c + k]!);
          }
          out.push(pooling(values, size * size));
        }
      }
    }
  }
  return matrix([n, rows.out, columns.out, c], out);
}

/** x [N, ...] as rows of D, weights [D, U], bias [U] -> [N, U]. */
export function dense(x: Matrix, weights: Matrix, bias: ArrayLike<number>): Matrix {
  const n = x.shape[0]!;
  const [d, units] = weights.shape as [number, number];
  const out = new Float64Array(n * units);
  for (let row = 0; row < n; row++) {
    for (let u = 0; u < units; u++) {
      let sum = bias[u] ?? 0;
      for (let i = 0; i < d; i++) sum += x.values[row * d + i]! * weights.values[i * units + u]!;
      out[row * units + u] = sum;
    }
  }
  return matrix([n, units], out);
}
