import { kernelOf } from './registry';
import type { Attrs, BackendName, BackendOf, Inputs, Kernel, TensorFlow, TensorInfo } from './tensorflow';

/** Runs a kernel of the backend and remembers its output. */
export type Run = (kernel: string, inputs: Inputs, attrs?: Attrs) => TensorInfo;

/**
 * A kernel made of kernels. Everything that `steps` makes is freed, except what it returns (which must be
 * one of them, not an input). Kernels are called directly rather than as operations: no tensor is tracked
 * and nothing is recorded for gradients.
 */
export function compose<B extends BackendName>(tf: TensorFlow, name: B, backend: BackendOf[B], steps: (run: Run) => TensorInfo): TensorInfo {
  const made: TensorInfo[] = [];
  let result: TensorInfo | undefined;
  try {
    result = steps((kernel, inputs, attrs = {}) => {
      const out = (kernelOf(tf, kernel, name) as Kernel<BackendOf[B]>)({ inputs, attrs, backend }) as TensorInfo;
      made.push(out);
      return out;
    });
    return result;
  } finally {
    for (const t of made) if (t !== result) backend.disposeData(t.dataId);
  }
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);
