import { AUTODIFF } from '../protocol/messages';
import { tf } from './tf';

let watching = false;
let seen: Record<string, true> = {};

/** From now on kernels are watched. */
export function startWatching(): void {
  seen = {};
  watching = true;
}

/** The watched kernels that ran since. */
export function stopWatching(): string[] {
  watching = false;
  return Object.keys(seen);
}

/**
 * Puts a watch around these kernels of every backend, whichever way they are come by: an operation, a
 * layer, `runKernel`, or the kernel's own function out of the registry. To be called before the learner's file
 * is loaded. What a kernel of ours calls inside another one is not the learner's doing and is not seen.
 */
export function watchKernels(names: readonly string[]): void {
  const watched = new Set(names);
  if (watched.has(AUTODIFF)) watchGradients();
  for (const backendName of tf.engine().backendNames()) {
    for (const kernel of tf.getKernelsForBackend(backendName)) {
      const { kernelName } = kernel;
      if (!watched.has(kernelName)) continue;
      tf.unregisterKernel(kernelName, backendName);
      tf.registerKernel({
        ...kernel,
        kernelFunc: (parameters) => {
          if (watching) seen[kernelName] = true;
          return kernel.kernelFunc(parameters);
        },
      });
    }
  }
}

/** `tf.grad`, `variableGrads`, `minimize` and `model.fit` all come to `Engine.gradients`. */
function watchGradients(): void {
  const engine = tf.engine();
  const gradients = engine.gradients.bind(engine);
  const watched = (...given: Parameters<typeof gradients>) => {
    if (watching) seen[AUTODIFF] = true;
    return gradients(...given);
  };
  for (const target of [engine, Object.getPrototypeOf(engine) as object]) Object.defineProperty(target, 'gradients', { value: watched, writable: false, configurable: false });
}
