import { sizeOf } from './compose';
import type { Loop } from './loop';

/**
 * Sums the rows of x [n, …] that have the same id: the gradient of a lookup in a table, that is, of an
 * embedding. Rows with an id outside [0, numSegments) are left out. The result is float32, as on backend cpu.
 * Ids of more than one axis are left to the stock kernel of backend cpu.
 */
export const unsortedSegmentSum: Loop = (_tf, { x, segmentIds }, attrs) => {
  if (segmentIds!.shape.length !== 1 || x!.dtype === 'complex64') return undefined;
  const segments = attrs.numSegments as number;
  const rest = x!.shape.slice(1);
  const width = sizeOf(rest);
  return {
    shape: [segments, ...rest],
    reads: [x!, segmentIds!],
    run: (out, values, ids) => {
      const sums = new Float64Array(out.length);
      for (let i = 0; i < ids.length; i++) {
        const id = ids[i]!;
        if (id < 0 || id >= segments) continue;
        for (let k = 0, from = i * width, to = id * width; k < width; k++) sums[to + k]! += values[from + k]!;
      }
      out.set(sums);
    },
  };
};
