import type { BackendPlan, PassedOver } from '../protocol/backends';
import { tf } from './tf';

/** A backend is the current one, or the reason why it is not. */
export type Started = { device: string } | Omit<PassedOver, 'backend'>;

/** What dist/runner/tensorflow.js and dist/runner/webgpu.js export. */
interface NativeBackend {
  start(plan: BackendPlan): Promise<Started>;
}

/** Under this name the bundles beside ours find the one TensorFlow.js of the process (src/runner/bundle.mjs). */
const SHARED = Symbol.for('ai-coursework.tensorflow');

/**
 * Starts a backend that lives in a bundle of its own beside this one, so that nobody pays for it who does
 * not use it.
 */
async function startNative(bundle: './tensorflow.js' | './webgpu.js', plan: BackendPlan): Promise<Started> {
  const shared = globalThis as Record<symbol, unknown>;
  shared[SHARED] = tf;
  try {
    // Loaded here because others need not wait for it.
    const { createRequire } = await import('node:module');
    const { start } = createRequire(__filename)(bundle) as NativeBackend;
    return await start(plan);
  } catch (error) {
    return { why: 'failed', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    delete shared[SHARED];
  }
}

export const startTensorflow = (plan: BackendPlan): Promise<Started> => startNative('./tensorflow.js', plan);
export const startWebgpu = (plan: BackendPlan): Promise<Started> => startNative('./webgpu.js', plan);

export async function startWasm(): Promise<Started> {
  const started = await tf.setBackend('wasm');
  forgetWasmListeners();
  return started ? { device: 'CPU (WebAssembly)' } : { why: 'failed' };
}

export async function startCpu(): Promise<Started> {
  // tfjs prints an advertisement for tfjs-node at its first write; the learner's output is the learner's.
  const cpu = tf.findBackend('cpu') as { firstUse?: boolean } | null;
  if (cpu) cpu.firstUse = false;
  return (await tf.setBackend('cpu')) ? { device: 'CPU (JavaScript)' } : { why: 'failed' };
}

/** Emscripten's module rethrows every uncaught error, so that the learner's would look like a crash of tfjs. */
function forgetWasmListeners(): void {
  process.removeAllListeners('uncaughtException');
  process.removeAllListeners('unhandledRejection');
}
