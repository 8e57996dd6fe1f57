/** One TensorFlow.js with both backends, its stock kernels kept aside, and ours registered. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Tensor } from '@tensorflow/tfjs';
import { registerTrainingKernels, type TensorFlow } from '../../../src/runner/trainingKernels';

// Both modules the same way: imported otherwise, a second copy of tfjs-core could hold the wasm backend.
const require = createRequire(import.meta.url);
export const tf = require('@tensorflow/tfjs') as TensorFlow;
const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
wasm.setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + path.sep);

export type BackendName = 'cpu' | 'wasm';
export interface Numbers {
  values: ArrayLike<number>;
  shape: number[];
  dtype?: 'float32' | 'int32' | 'bool';
}
export interface Result {
  values: number[];
  shape: number[];
  dtype: string;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type KernelFunc = (call: any) => unknown;

export const stock: Record<BackendName, Map<string, KernelFunc>> = { cpu: new Map(), wasm: new Map() };

/** Starts both backends with ours registered; `setBackend` runs after, as in the runner. */
export async function start(): Promise<void> {
  if (stock.cpu.size > 0) return;
  for (const backend of ['cpu', 'wasm'] as const) {
    for (const k of tf.getKernelsForBackend(backend)) stock[backend].set(k.kernelName, k.kernelFunc as KernelFunc);
  }
  registerTrainingKernels(tf);
  (tf.findBackend('cpu') as unknown as { firstUse: boolean }).firstUse = false;
  // TensorFlow.js then counts, after every kernel, the data that is neither output nor freed.
  tf.env().set('IS_TEST', true);
  if (!(await tf.setBackend('wasm'))) throw new Error('Backend wasm did not start.');
}

/** Runs one kernel as an operation would, on ours or, given a function, on that in its place. */
export async function kernel(backend: BackendName, name: string, inputs: Record<string, Numbers> | Numbers[], attrs: object = {}): Promise<Result> {
  await tf.setBackend(backend);
  const made = Object.entries(inputs as Record<string, Numbers>).map(([key, n]) => [key, tf.tensor(Array.from(n.values), n.shape, n.dtype ?? 'float32')] as const);
  const given = Array.isArray(inputs) ? made.map(([, t]) => t) : Object.fromEntries(made);
  const out = tf.engine().runKernel(name, given as never, attrs as never) as unknown as Tensor;
  const result = { values: Array.from(out.dataSync()), shape: out.shape, dtype: out.dtype };
  for (const [, t] of made) t.dispose();
  out.dispose();
  return result;
}

/** Runs the stock kernel of backend cpu, past the registry. */
export async function stockCpu(name: string, inputs: Record<string, Numbers> | Numbers[], attrs: object = {}): Promise<Result> {
  await tf.setBackend('cpu');
  const cpu = tf.engine().backend as unknown as { makeTensorInfo(s: number[], d: string, v: unknown): unknown; readSync(id: object): ArrayLike<number> };
  const given: Record<string, unknown> = {};
  for (const [key, n] of Object.entries(inputs as Record<string, Numbers>)) {
    given[key] = cpu.makeTensorInfo(n.shape, n.dtype ?? 'float32', (n.dtype ?? 'float32') === 'float32' ? Float32Array.from(n.values) : Int32Array.from(n.values));
  }
  const out = stock.cpu.get(name)!({ inputs: Array.isArray(inputs) ? Object.values(given) : given, attrs, backend: cpu }) as { dataId: object; shape: number[]; dtype: string };
  return { values: Array.from(cpu.readSync(out.dataId)), shape: out.shape, dtype: out.dtype };
}

/** Numbers that are the same in every run (mulberry32). */
export class Seeded {
  constructor(private state: number) {}
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }
  pick<T>(of: readonly T[]): T {
    return of[this.int(0, of.length - 1)]!;
  }
  /** Values in [-1, 1), float32. */
  numbers(shape: number[]): Numbers {
    return { shape, values: Float32Array.from({ length: size(shape) }, () => this.next() * 2 - 1) };
  }
  /** Values in [0, 1), float32: sums of them lose nothing to cancellation. */
  positive(shape: number[]): Numbers {
    return { shape, values: Float32Array.from({ length: size(shape) }, () => this.next()) };
  }
  /** Small whole numbers, so that ties and zeros are common; most of them negative. */
  ties(shape: number[]): Numbers {
    return { shape, values: Float32Array.from({ length: size(shape) }, () => this.int(-3, 1)) };
  }
}

export const size = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

/** Largest difference, as a part of the largest number expected. 0 for two empty lists, NaN if either has NaN. */
export function difference(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (got.length !== expected.length) return Infinity;
  let worst = 0;
  let scale = 1e-30;
  for (let i = 0; i < got.length; i++) {
    const d = Math.abs(got[i]! - expected[i]!);
    worst = Number.isNaN(d) ? NaN : Math.max(worst, d);
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return worst === 0 ? 0 : worst / scale;
}
/** Rounding of float32 sums of a few thousand terms. */
export const ROUNDING = 2e-6;
