import { compose, sizeOf } from './compose';
import type { Run } from './compose';
import type { Kernel, TensorFlow, TensorInfo, WasmBackend } from './tensorflow';

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
    if ((!transposeA && !transposeB) || sizeOf(a!.shape.slice(0, -2)) !== 1 || sizeOf(b!.shape.slice(0, -2)) !== 1) return stock(call);
    return compose(tf, 'wasm', call.backend, (run) => product(run, stock, call.backend, a!, b!, transposeA, transposeB));
  };
}

function product(run: Run, _stock: Kernel<WasmBackend>, _backend: WasmBackend, a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean): TensorInfo {
  const left = transposeA ? transpose(run, a) : a;
  const right = transposeB ? transpose(run, b) : b;
  return run('BatchMatMul', { a: left, b: right }, { transposeA: false, transposeB: false });
}

function transpose(run: Run, t: TensorInfo): TensorInfo {
  const perm = t.shape.map((_, i) => i);
  perm.push(perm.length - 2);
  perm.splice(perm.length - 3, 1);
  return run('Transpose', { x: t }, { perm });
}
