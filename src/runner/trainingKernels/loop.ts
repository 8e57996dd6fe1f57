import type { Attrs, BackendName, BackendOf, CpuBackend, Inputs, Kernel, TensorFlow, TensorInfo, Values, WasmBackend } from './tensorflow';

/** A kernel as plain loops over typed arrays, for any backend whose numbers JavaScript can see. */
export interface Plan {
  /** Shape of the float32 result, which starts as zeros. */
  shape: number[];
  reads: TensorInfo[];
  run(out: Float32Array, ...reads: Values[]): void;
}
/** `undefined`: these loops do not cover the case, the stock kernel is asked. */
export type Loop = (tf: TensorFlow, inputs: Record<string, TensorInfo>, attrs: Attrs) => Plan | undefined;

/** Makes a kernel of loops. On wasm they read and write the heap itself: nothing is copied. */
export function loopKernel<B extends BackendName>(tf: TensorFlow, name: B, loop: Loop, otherwise?: Kernel<BackendOf[B]>): Kernel<BackendOf[B]> {
  return (call) => {
    // Operations without attributes hand none over.
    const plan = loop(tf, call.inputs as Record<string, TensorInfo>, (call.attrs) ?? {});
    if (!plan) {
      if (otherwise) return otherwise(call);
      throw new Error(`This operation is not available on backend '${name}' for these arguments. Please use data format 'NHWC' (channels last).`);
    }
    return name === 'wasm' ? onHeap(call.backend as WasmBackend, plan) : inJavaScript(call.backend as CpuBackend, plan);
  };
}

function onHeap(backend: WasmBackend, plan: Plan): TensorInfo {
  const out = backend.makeOutput(plan.shape, 'float32');
  // Views only now: the allocation may have grown the heap, which detaches every older view.
  const values = backend.typedArrayFromHeap(out) as Float32Array;
  values.fill(0);
  plan.run(values, ...plan.reads.map((t) => backend.typedArrayFromHeap(t)));
  return out;
}

function inJavaScript(backend: CpuBackend, plan: Plan): TensorInfo {
  const values = new Float32Array(plan.shape.reduce((n, d) => n * d, 1));
  plan.run(values, ...plan.reads.map((t) => backend.data.get(t.dataId).values));
  return backend.makeTensorInfo(plan.shape, 'float32', values);
}

export const inputsOf = (inputs: Inputs): Record<string, TensorInfo> => inputs as Record<string, TensorInfo>;
