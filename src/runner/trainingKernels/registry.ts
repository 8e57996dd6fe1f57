import type { BackendName, BackendOf, Kernel, TensorFlow } from './tensorflow';

/** TensorFlow.js keeps one registry for all its copies in a process, so the mark must be found by any copy of ours. */
const OURS = Symbol.for('trainingKernels.registered');
type Marked = { [OURS]?: true };

/** Whether the backend's module is loaded, that is, has put its kernels into the registry. */
export const isLoaded = (tf: TensorFlow, backend: BackendName): boolean => tf.getKernelsForBackend(backend).length > 0;

/** A kernel as it stands in the registry now; `undefined` where the backend has none. */
export function kernelOf<B extends BackendName>(tf: TensorFlow, name: string, backend: B): Kernel<BackendOf[B]> | undefined {
  return (tf.getKernel(name, backend) as { kernelFunc: Kernel<BackendOf[B]> } | null | undefined)?.kernelFunc;
}

/**
 * Puts `make(stock)` in the place of a kernel. The stock kernel's `setupFunc` stays: it binds the function
 * of the WebAssembly module when the backend starts, which may be before or after this. A second call
 * changes nothing.
 */
export function replace<B extends BackendName>(
  tf: TensorFlow,
  kernelName: string,
  backendName: B,
  make: (stock: Kernel<BackendOf[B]> | undefined) => Kernel<BackendOf[B]>,
): void {
  const old = tf.getKernel(kernelName, backendName) as unknown as { kernelFunc: Kernel<BackendOf[B]> & Marked; setupFunc?: unknown; disposeFunc?: unknown } | null | undefined;
  if (old?.kernelFunc[OURS]) return;
  const kernelFunc: Kernel<BackendOf[B]> & Marked = make(old?.kernelFunc);
  kernelFunc[OURS] = true;
  if (old) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ kernelName, backendName, kernelFunc, setupFunc: old?.setupFunc, disposeFunc: old?.disposeFunc } as unknown as Parameters<typeof tf.registerKernel>[0]);
}

/** The same for a gradient. Gradients belong to no backend. */
export function replaceGradient(tf: TensorFlow, config: Parameters<TensorFlow['registerGradient']>[0]): void {
  const old = tf.getGradient(config.kernelName) as (typeof config & { gradFunc: Marked }) | undefined;
  if (old?.gradFunc[OURS]) return;
  (config.gradFunc as Marked)[OURS] = true;
  if (old) tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}
