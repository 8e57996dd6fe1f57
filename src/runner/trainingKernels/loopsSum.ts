import { sizeOf } from './compose';
import type { Loop } from './loop';

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
    run: (out, values) => {
      const sums = new Float64Array(width);
      for (let at = 0; at < values.length; at += width) for (let k = 0; k < width; k++) sums[k]! += values[at + k]!;
      out.set(sums);
    },
  };
};
