import { compose, type Run, sizeOf } from './compose';
import { offsets } from './cpuMatMul';
import type { Attrs, Kernel, TensorFlow, TensorInfo, WasmBackend } from './tensorflow';

/**
 * Matrix products. XNNPACK serves the stock kernel only where neither operand is transposed and there is
 * one matrix; all else runs scalar loops. So transposes are carried out first.
 */
export function batchMatMul(tf: TensorFlow, stock: Kernel<WasmBackend>, otherwise: Kernel<WasmBackend>): Kernel<WasmBackend> {
  return (call) => {
    const { a, b } = call.inputs as Record<string, TensorInfo>;
    const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
    // The binary multiplies float32 only; whole numbers are the JavaScript backend's.
    if (a!.dtype !== 'float32' || b!.dtype !== 'float32') return otherwise(call);
    if (a!.shape.includes(0) || b!.shape.includes(0)) return otherwise(call);
    const batchA = a!.shape.slice(0, -2);
    const batchB = b!.shape.slice(0, -2);
    if (sizeOf(batchA) === 1 && sizeOf(batchB) === 1) {
      const inner = a!.shape.at(transposeA ? -2 : -1) === b!.shape.at(transposeB ? -1 : -2);
      // A mistake in the shapes is the stock kernel's to name, as they were given.
      if (!inner || (!transposeA && !transposeB)) return stock(call);
      return compose(tf, 'wasm', call.backend, (run) => product(run, a!, b!, transposeA, transposeB));
    }
    return batched(tf, call.backend, stock, call.attrs, a!, b!);
  };
}

type Stock = Kernel<WasmBackend>;
const PLAIN = { transposeA: false, transposeB: false };

/**
 * One product of which a side is transposed. XNNPACK copies the right-hand matrix into an order of its own,
 * which costs more than anything where that is the large one, as the weights of a dense layer are; then
 * (A·B)ᵀ = Bᵀ·Aᵀ is computed instead, with the small one to the right.
 */
function product(run: Run, a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean): TensorInfo {
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const exchange = transposeB ? rows < columns : 2 * rows < columns;
  if (!exchange) return run('BatchMatMul', { a: transposeA ? transpose(run, a) : a, b: transposeB ? transpose(run, b) : b }, PLAIN);
  return transpose(run, run('BatchMatMul', { a: transposeB ? b : transpose(run, b), b: transposeA ? a : transpose(run, a) }, PLAIN));
}

function transpose(run: Run, t: TensorInfo): TensorInfo {
  const perm = t.shape.map((_, i) => i);
  perm.push(perm.splice(-2, 1)[0]!);
  return run('Transpose', { x: t }, { perm });
}

/** Multiply-adds of one product up to which the stock kernel's scalar loop over all of them is quicker. */
const SMALL = 12 ** 3;

/** Many products, one after the other through XNNPACK. */
function batched(tf: TensorFlow, backend: WasmBackend, stock: Stock, attrs: Attrs, a: TensorInfo, b: TensorInfo): TensorInfo {
  const [m, k] = attrs.transposeA ? [a.shape.at(-1)!, a.shape.at(-2)!] : [a.shape.at(-2)!, a.shape.at(-1)!];
  const n = b.shape.at(attrs.transposeB ? -2 : -1)!;
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  // The stock kernel takes as many products as the larger batch has: too few for [2, 1] with [1, 3].
  const oneSided = sizeOf(outer) === Math.max(sizeOf(a.shape.slice(0, -2)), sizeOf(b.shape.slice(0, -2)));
  const mistaken = k !== b.shape.at(attrs.transposeB ? -1 : -2);
  if (mistaken || (m * n * k <= SMALL && oneSided)) return stock({ inputs: { a, b }, attrs, backend }) as TensorInfo;

  const out = backend.makeOutput([...outer, m, n], 'float32');
  const atA = offsets(a.shape.slice(0, -2), outer, 1);
  const atB = offsets(b.shape.slice(0, -2), outer, 1);
  const done = compose(tf, 'wasm', backend, (run) => {
    const left = run('Reshape', { x: attrs.transposeA ? transpose(run, a) : a }, { shape: [sizeOf(a.shape) / (m * k), m, k] });
    const right = run('Reshape', { x: attrs.transposeB ? transpose(run, b) : b }, { shape: [sizeOf(b.shape) / (k * n), k, n] });
    const slices = [new Map<number, TensorInfo>(), new Map<number, TensorInfo>()] as const;
    const slice = (side: 0 | 1, at: number): TensorInfo => {
      const from = side === 0 ? left : right;
      const there = slices[side].get(at) ?? run('Slice', { x: from }, { begin: [at, 0, 0], size: [1, from.shape[1], from.shape[2]] });
      slices[side].set(at, there);
      return there;
    };
    let last = left;
    for (let i = 0; i < atA.length; i++) {
      last = run('BatchMatMul', { a: slice(0, atA[i]!), b: slice(1, atB[i]!) }, PLAIN);
      backend.typedArrayFromHeap(out).set(backend.typedArrayFromHeap(last), i * m * n);
    }
    return last;
  });
  backend.disposeData(done.dataId);
  return out;
}
