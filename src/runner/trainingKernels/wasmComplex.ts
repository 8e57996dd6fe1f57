/**
 * Complex numbers on backend wasm, which has none. A complex64 tensor of n numbers is 2·n float32 on the
 * heap, real and imaginary part in turn, the order in which `tensor.data()` hands them out.
 */
import { sizeOf } from './compose';
import type { Kernel, TensorInfo, Values, WasmBackend } from './tensorflow';

const taught = new WeakSet<WasmBackend>();

/** The stock `readSync` knows no complex64. Every complex tensor is made here, so here is early enough. */
function teachReading(backend: WasmBackend): void {
  if (taught.has(backend)) return;
  taught.add(backend);
  const stock = backend.readSync.bind(backend);
  backend.readSync = (dataId, start, end): Values => {
    const data = backend.dataIdMap.get(dataId);
    if (data.dtype !== 'complex64') return stock(dataId, start, end);
    return readComplex(backend, { dataId, shape: data.shape, dtype: data.dtype }).slice(2 * (start ?? 0), end ? 2 * end : undefined);
  };
}

/** A view of a complex tensor's pairs, good until the next allocation. */
export const readComplex = (backend: WasmBackend, t: TensorInfo): Float32Array =>
  new Float32Array(backend.wasm.HEAPU8.buffer, backend.getMemoryOffset(t.dataId), 2 * sizeOf(t.shape));

/** A new complex tensor; `fill` gets its pairs. */
export function writeComplex(backend: WasmBackend, shape: number[], fill: (pairs: Float32Array) => void): TensorInfo {
  teachReading(backend);
  const out = backend.makeOutput(shape, 'complex64');
  fill(readComplex(backend, out));
  return out;
}

export const complex: Kernel<WasmBackend> = ({ inputs, backend }) => {
  const { real, imag } = inputs as Record<string, TensorInfo>;
  return writeComplex(backend, real!.shape, (pairs) => {
    const re = backend.typedArrayFromHeap(real!);
    const im = backend.typedArrayFromHeap(imag!);
    for (let i = 0; i < re.length; i++) {
      pairs[2 * i] = re[i]!;
      pairs[2 * i + 1] = im[i]!;
    }
  });
};

const fromPairs =
  (f: (re: number, im: number) => number): Kernel<WasmBackend> =>
  ({ inputs, backend }) => {
    const t = (inputs as Record<string, TensorInfo>).input ?? (inputs as Record<string, TensorInfo>).x!;
    const out = backend.makeOutput(t.shape, 'float32');
    const values = backend.typedArrayFromHeap(out);
    const pairs = readComplex(backend, t);
    for (let i = 0; i < values.length; i++) values[i] = f(pairs[2 * i]!, pairs[2 * i + 1]!);
    return out;
  };

export const real = fromPairs((re) => re);
export const imag = fromPairs((_re, im) => im);
export const complexAbs = fromPairs((re, im) => Math.hypot(re, im));
