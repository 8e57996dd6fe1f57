import { kernelOf } from './registry';
import type { CpuBackend, Kernel, TensorFlow, TensorInfo, Values, WasmBackend } from './tensorflow';
import { readComplex, writeComplex } from './wasmComplex';

/** The JavaScript backend of this TensorFlow.js; it starts with the first call, at once. */
function cpuBackend(tf: TensorFlow): CpuBackend {
  const cpu = tf.findBackend('cpu') as unknown as CpuBackend | null;
  if (!cpu) throw new Error("Backend 'cpu' of TensorFlow.js is not loaded; backend 'wasm' needs it for operations it has no kernel for.");
  // Else its first write prints an advertisement into the learner's output.
  cpu.firstUse = false;
  return cpu;
}

/**
 * A kernel of backend cpu, on copies of the inputs. For what is rare or works on few numbers; every call
 * copies all of its inputs and outputs. Any type of number, strings and complex numbers, and several outputs.
 */
export function onCpu(tf: TensorFlow, name: string): Kernel<WasmBackend> {
  return ({ inputs, attrs, backend }) => {
    const cpu = cpuBackend(tf);
    const kernel = kernelOf(tf, name, 'cpu');
    if (!kernel) throw new Error(`No backend has the operation ${name}.`);
    const copies: TensorInfo[] = [];
    const copy = <T extends TensorInfo | undefined>(t: T): T => {
      if (!t) return t;
      const there = toCpu(tf, cpu, backend, t);
      copies.push(there);
      return there as T;
    };
    try {
      const there = Array.isArray(inputs) ? inputs.map(copy) : Object.fromEntries(Object.entries(inputs).map(([key, t]) => [key, copy(t)]));
      const out = kernel({ inputs: there, attrs, backend: cpu });
      const back = (t: TensorInfo): TensorInfo => {
        const here = fromCpu(cpu, backend, t);
        cpu.disposeData(t.dataId);
        return here;
      };
      return Array.isArray(out) ? out.map(back) : back(out);
    } finally {
      for (const t of copies) cpu.disposeData(t.dataId);
    }
  };
}

function toCpu(tf: TensorFlow, cpu: CpuBackend, wasm: WasmBackend, t: TensorInfo): TensorInfo {
  if (t.dtype !== 'complex64') return cpu.makeTensorInfo(t.shape, t.dtype, wasm.readSync(t.dataId));
  const pairs = readComplex(wasm, t);
  const { real, imag } = tf.backend_util.splitRealAndImagArrays(pairs.slice());
  const parts = { real: cpu.makeTensorInfo(t.shape, 'float32', real), imag: cpu.makeTensorInfo(t.shape, 'float32', imag) };
  const out = kernelOf(tf, 'Complex', 'cpu')!({ inputs: parts, attrs: {}, backend: cpu }) as TensorInfo;
  cpu.disposeData(parts.real.dataId);
  cpu.disposeData(parts.imag.dataId);
  return out;
}

function fromCpu(cpu: CpuBackend, wasm: WasmBackend, t: TensorInfo): TensorInfo {
  const values: Values = cpu.readSync(t.dataId);
  if (t.dtype === 'complex64') return writeComplex(wasm, t.shape, (pairs) => pairs.set(values));
  return { dataId: wasm.write(values, t.shape, t.dtype), shape: t.shape, dtype: t.dtype };
}
