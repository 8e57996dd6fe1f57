import { sizeOf } from './compose';
import type { Loop } from './loop';
import type { Values } from './tensorflow';

/**
 * Sum over the first axes: the gradient of every bias. The stock kernel of backend wasm transposes the whole
 * tensor first. Other axes and other types are left to it.
 */
export const sumOfRows: Loop = (tf, { x }, attrs) => {
  const axes = tf.util.parseAxisParam(attrs.axis as number | number[], x!.shape).sort((a, b) => a - b);
  const rank = x!.shape.length;
  if (x!.dtype !== 'float32' || axes.length === 0 || axes.length === rank || axes.some((axis, i) => axis !== i)) return undefined;
  const rest = x!.shape.slice(axes.length);
  const width = sizeOf(rest);
  return {
    shape: attrs.keepDims ? [...axes.map(() => 1), ...rest] : rest,
    reads: [x!],
    run: (out, values) => sumColumns(values, width, out),
  };
};

/** Four columns at a time, their sums in registers, in float64. */
function sumColumns(values: Values, width: number, out: Float32Array): void {
  const whole = width - (width % 4);
  for (let k = 0; k < whole; k += 4) {
    let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (let at = k; at < values.length; at += width) {
      s0 += values[at]!;
      s1 += values[at + 1]!;
      s2 += values[at + 2]!;
      s3 += values[at + 3]!;
    }
    out[k] = s0; out[k + 1] = s1; out[k + 2] = s2; out[k + 3] = s3;
  }
  for (let k = whole; k < width; k++) {
    let sum = 0;
    for (let at = k; at < values.length; at += width) sum += values[at]!;
    out[k] = sum;
  }
}
