/** Who trains: each starts a process of its own that does training steps when asked. */
import fs from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../build.mjs';
import { pythonWith } from '../python.mjs';
import { lineProcess } from './lineProcess.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const LEARNER = here('learner.ts');
/** A process that is this late does not answer any more. One step of the slowest takes half a minute. */
const LIMIT_MS = 300_000;

/** A runner process with the bench's learner file in it, or why there is none with this backend. */
export async function startRunner(built, backend) {
  const { engine, script } = built;
  const native = backend === 'tensorflow' ? await engine.findNative({ root: ROOT }) : {};
  if (native.why) return { notRun: [native.why, native.detail].filter(Boolean).join(': ') };
  const { binding } = native;
  const { runner, hello } = await engine.Runner.start({ script, backend, heapMb: 2048, binding, softwareGpu: true });
  if (hello.backend !== backend) {
    await runner.dispose();
    const passedOver = hello.tried.find((one) => one.backend === backend);
    return { notRun: passedOver ? [passedOver.why, passedOver.detail].filter(Boolean).join(': ') : `${hello.backend} started instead` };
  }
  const text = await fs.readFile(LEARNER, 'utf8');
  const loaded = await runner.load({ file: LEARNER, text, bytes: new Uint8Array() }, [], LIMIT_MS);
  if (loaded.status !== 'loaded') throw new Error(`${backend}: ${JSON.stringify(loaded)}`);
  const call = async (name, args) => {
    const outcome = await runner.call(name, args, { seed: 1, limitMs: LIMIT_MS, awaited: true });
    if (outcome.status !== 'returned') throw new Error(outcome.error?.message ?? JSON.stringify(outcome));
    return outcome.value;
  };
  return { about: hello.device, call, stop: () => runner.dispose() };
}

async function ours(built, backend) {
  const started = await startRunner(built, backend);
  if (started.notRun) return started;
  const number = (value) => ({ type: 'value', value });
  return { ...started, steps: async (batch, steps) => ({ trainOnBatch: [...(await started.call('steps', [number(batch), number(steps)])).values] }) };
}

async function lines(command, args) {
  const child = lineProcess(command, args, { limitMs: LIMIT_MS });
  try {
    const { ready, threads } = await child.read();
    return { about: `${ready}, threads: ${threads}`, steps: async (batch, steps) => (await child.ask({ batch, steps })).ms, stop: child.stop };
  } catch (error) {
    child.stop();
    return { notRun: error.message };
  }
}

async function python(name, script, make) {
  // 0.3 GB for Keras; for PyTorch on Linux, whose packages hold the GPU's libraries too, 2 GB to download.
  const found = pythonWith({ name, requirements: here(`requirements-${name}.txt`), make, ...(name === 'torch' && process.platform === 'linux' && { afterwards: here('trim_gpu.py') }) });
  return found.notRun ? found : await lines(found.python, [here(script)]);
}

/**
 * @param python install the Python packages that are missing
 * @param slow let the stock `cpu` backend take part
 */
export const contestants = (built, { python: make, slow }) => [
  { name: 'tensorflow', start: () => ours(built, 'tensorflow') },
  { name: 'Keras', start: () => python('keras', 'keras_steps.py', make) },
  { name: 'PyTorch', start: () => python('torch', 'torch_steps.py', make) },
  { name: 'wasm', start: () => ours(built, 'wasm') },
  { name: 'cpu', start: () => ours(built, 'cpu') },
  { name: 'webgpu', start: () => ours(built, 'webgpu') },
  {
    name: 'stock cpu',
    start: () => (slow ? lines(process.execPath, [here('stockSteps.mjs')]) : { notRun: 'a step of 32 takes over 20 s; --slow does one' }),
    /** A step of 128 takes minutes. */
    only: { batch: 32, steps: 1, notRun: 'a step takes over two minutes' },
  },
];
