/**
 * What tfjs's WebGPU backend expects a browser to have as globals. The bundler puts these variables in their
 * place (`inject` in src/runner/bundle.mjs), so that nothing of them is on the global object, where the
 * learner's code would find it.
 */
export let GPUBuffer: unknown;
export let GPUTexture: unknown;
export let GPUBufferUsage: unknown;
export let GPUMapMode: unknown;
export let GPUTextureUsage: unknown;

/** Stands for `globalThis.navigator`; that it has a `gpu` is all that is asked of it. */
export const dawnNavigator = { gpu: {} };

/** Takes them from Dawn's list, once its addon is loaded. */
export function adoptGlobals(globals: Record<string, unknown>): void {
  ({ GPUBuffer, GPUTexture, GPUBufferUsage, GPUMapMode, GPUTextureUsage } = globals);
}
