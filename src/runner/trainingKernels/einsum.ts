import { compose, sizeOf } from './compose';
import type { BackendName, BackendOf, Kernel, TensorFlow, TensorInfo } from './tensorflow';

/**
 * tf.einsum for one or two float32 tensors, as a matrix product: labels in both tensors and in the result
 * are the batch, labels in both and not in the result are summed over, the others are rows and columns.
 * Other types go to `otherwise`. (The stock kernel of backend cpu multiplies everything out before it sums, and
 * refuses some equations, `ij,kb->ik` for one.) The equation is checked, and mistakes in it named, by TensorFlow.js.
 */
export function einsum<B extends BackendName>(tf: TensorFlow, name: B, otherwise: Kernel<BackendOf[B]>): Kernel<BackendOf[B]> {
  return (call) => {
    const tensors = Object.values(call.inputs) as TensorInfo[];
    const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(call.attrs.equation as string, tensors.length) as { allDims: string[]; idDims: number[][] };
    tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors as never);
    // Labels are numbered so that those of the result come first, in its order.
    const result = (call.attrs.equation as string).replace(/\s/g, '').split('->')[1]!;
    if (tensors.some((t) => t.dtype !== 'float32') || new Set(result).size !== result.length) return otherwise(call);
    const kept = result.length;

    return compose(tf, name, call.backend, (run) => {
      /** Sums over the labels that stand only in this tensor, and puts the rest in the given order. */
      const ordered = (t: TensorInfo, labels: number[], order: number[]): TensorInfo => {
        const alone = labels.flatMap((label, axis) => (order.includes(label) ? [] : [axis]));
        const summed = alone.length > 0 ? run('Sum', { x: t }, { axis: alone, keepDims: false }) : t;
        const left = labels.filter((label) => order.includes(label));
        return run('Transpose', { x: summed }, { perm: order.map((label) => left.indexOf(label)) });
      };
      const [a, b] = idDims as [number[], number[] | undefined];
      const ascending = (labels: number[]): number[] => [...labels].sort((p, q) => p - q);
      if (!b) return ordered(tensors[0]!, a, ascending(a.filter((label) => label < kept)));

      const shared = a.filter((label) => b.includes(label));
      const batch = ascending(shared.filter((label) => label < kept));
      const over = ascending(shared.filter((label) => label >= kept));
      const rows = ascending(a.filter((label) => label < kept && !b.includes(label)));
      const columns = ascending(b.filter((label) => label < kept && !a.includes(label)));
      const size = (label: number): number => tensors[a.includes(label) ? 0 : 1]!.shape[(a.includes(label) ? a : b).indexOf(label)]!;
      const product = (labels: number[]): number => sizeOf(labels.map(size));

      const left = run('Reshape', { x: ordered(tensors[0]!, a, [...batch, ...rows, ...over]) }, { shape: [product(batch), product(rows), product(over)] });
      const right = run('Reshape', { x: ordered(tensors[1]!, b, [...batch, ...over, ...columns]) }, { shape: [product(batch), product(over), product(columns)] });
      const out = run('BatchMatMul', { a: left, b: right }, { transposeA: false, transposeB: false });
      const labels = [...batch, ...rows, ...columns];
      const unfolded = run('Reshape', { x: out }, { shape: labels.map(size) });
      return run('Transpose', { x: unfolded }, { perm: ascending(labels).map((label) => labels.indexOf(label)) });
    });
  };
}
