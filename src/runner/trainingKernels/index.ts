import { registerCpuKernels } from './cpuKernels';
import { registerGradients } from './gradients';
import { isLoaded } from './registry';
import type { TensorFlow } from './tensorflow';
import { registerWasmKernels } from './wasmKernels';

export type { TensorFlow } from './tensorflow';

/**
 * Registers the kernels for training on backends `wasm` and `cpu`, and gradients that use them. To be called
 * once the backends' modules are loaded and before the first operation; `setBackend` need not have run.
 * A second call changes nothing. A backend whose module is not loaded is left out.
 */
export function registerTrainingKernels(tf: TensorFlow): void {
  // First wasm: for what it lacks it lists the kernels of backend cpu.
  if (isLoaded(tf, 'wasm')) registerWasmKernels(tf);
  if (isLoaded(tf, 'cpu')) registerCpuKernels(tf);
  if (isLoaded(tf, 'wasm') || isLoaded(tf, 'cpu')) registerGradients(tf);
}
