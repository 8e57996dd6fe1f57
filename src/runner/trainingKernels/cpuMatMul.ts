import { sizeOf } from './compose';
import { addProduct, type Matrix } from './gemm';
import type { Loop } from './loop';
import type { Values } from './tensorflow';

/** Multiply-adds below which packing the operands costs more than the plain loop. */
const SMALL = 4096;

/** Product of the last two axes, the axes before them broadcast; either operand may stand transposed. */
export const batchMatMul: Loop = (tf, { a, b }, attrs) => {
  if (a!.dtype !== 'float32' || b!.dtype !== 'float32') return undefined;
  const last = (shape: number[]): [number, number] => [shape.at(-2)!, shape.at(-1)!];
  const [m, k] = attrs.transposeA ? last(a!.shape).reverse() : last(a!.shape);
  const [k2, n] = attrs.transposeB ? last(b!.shape).reverse() : last(b!.shape);
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
  // The stock kernel makes as many products as the larger batch has: too few for [2, 1] with [1, 3].
  const oneSided = sizeOf(outer) === Math.max(sizeOf(a!.shape.slice(0, -2)), sizeOf(b!.shape.slice(0, -2)));
  // A mistake in the shapes is the stock kernel's to name.
  if (k !== k2 || (m! * n! * k! < SMALL && oneSided)) return undefined;
  const batchA = offsets(a!.shape.slice(0, -2), outer, m! * k!);
  const batchB = offsets(b!.shape.slice(0, -2), outer, k! * n!);
  return {
    shape: [...outer, m!, n!],
    reads: [a!, b!],
    run: (out, va, vb) => {
      for (let i = 0; i < batchA.length; i++) {
        addProduct(m!, n!, k!, matrix(va, batchA[i]!, m!, k!, attrs.transposeA as boolean), matrix(vb, batchB[i]!, k!, n!, attrs.transposeB as boolean), { values: out, at: i * m! * n!, row: n!, column: 1 });
      }
    },
  };
};

const matrix = (values: Values, at: number, rows: number, columns: number, transposed: boolean): Matrix =>
  transposed ? { values, at, row: 1, column: rows } : { values, at, row: columns, column: 1 };

/** Where each matrix of the broadcast batch begins in an operand with batch axes `shape`. */
export function offsets(shape: number[], outer: number[], matrixSize: number): number[] {
  const at: number[] = [];
  const missing = outer.length - shape.length;
  for (let i = 0; i < sizeOf(outer); i++) {
    let rest = i;
    let step = 1;
    let index = 0;
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const here = rest % outer[axis]!;
      rest = (rest - here) / outer[axis]!;
      const size = axis < missing ? 1 : shape[axis - missing]!;
      if (size > 1) index += here * step;
      step *= size;
    }
    at.push(index * matrixSize);
  }
  return at;
}
