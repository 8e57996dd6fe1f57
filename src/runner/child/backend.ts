import path from 'node:path';
import { BACKENDS, type Backend, type BackendChoice } from '../protocol/backends';
import { setWasmPaths, tf } from './tf';

export interface ChosenBackend {
  backend: Backend;
  /** What computes, in words a person knows. */
  device: string;
  /** Why each backend that was asked for, or that stands above the chosen one, was passed over. */
  tried: { backend: Backend; why: string }[];
}

/**
 * Makes a backend the current one. `auto` takes `cpu`: the exercises at hand work on matrices of a few
 * hundred numbers, where a call into WebAssembly costs more than the arithmetic (test/bench/README.md has
 * the figures).
 */
export async function startBackend(choice: BackendChoice, auto: Backend = 'cpu'): Promise<ChosenBackend> {
  // tfjs prints an advertisement for tfjs-node at its first write; the learner's output is the learner's.
  const cpu = tf.findBackend('cpu') as { firstUse?: boolean } | null;
  if (cpu) cpu.firstUse = false;
  setWasmPaths(`${__dirname}${path.sep}`);

  const tried: ChosenBackend['tried'] = [];
  const wanted = choice === 'auto' ? auto : choice;
  for (const backend of new Set<Backend>([wanted, 'wasm', 'cpu'])) {
    const why = await whyNot(backend);
    if (why === undefined) {
      if (choice === 'auto') for (const above of BACKENDS.slice(0, BACKENDS.indexOf(backend))) tried.push(passedOver(above));
      return { backend, device: deviceOf(backend), tried: [...new Map(tried.map((t) => [t.backend, t])).values()] };
    }
    tried.push({ backend, why });
  }
  throw new Error(`No backend starts: ${tried.map((t) => `${t.backend}: ${t.why}`).join('; ')}`);
}

async function whyNot(backend: Backend): Promise<string | undefined> {
  switch (backend) {
    case 'tensorflow':
    case 'webgpu':
      return 'not part of this version';
    case 'wasm':
    case 'cpu':
      try {
        const started = await tf.setBackend(backend);
        if (backend === 'wasm') forgetWasmListeners();
        return started ? undefined : 'did not start';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
  }
}

const passedOver = (backend: Backend) => ({
  backend,
  why: backend === 'wasm' ? 'slower than cpu for the small matrices of this exercise' : 'not part of this version',
});

const deviceOf = (backend: Backend): string => (backend === 'wasm' ? 'CPU (WebAssembly)' : 'CPU (JavaScript)');

/** Emscripten's module rethrows every uncaught error, so that the learner's would look like a crash of tfjs. */
function forgetWasmListeners(): void {
  process.removeAllListeners('uncaughtException');
  process.removeAllListeners('unhandledRejection');
}
