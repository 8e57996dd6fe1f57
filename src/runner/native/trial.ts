import { spawn } from 'node:child_process';
import { SETTINGS } from '../../kit/ids';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';
import { isSupported } from './layout';

/** Loads the binding and multiplies two matrices; runs in a process of its own, which a wrong library may end. */
const PROGRAM = `
  const module = { exports: {} };
  process.dlopen(module, process.argv[1]);
  const b = module.exports;
  const x = b.createTensor([2, 2], b.TF_FLOAT, Float32Array.of(1, 2, 3, 4));
  const off = (name) => ({ name, type: b.TF_ATTR_BOOL, value: false });
  const [y] = b.executeOp('MatMul', [off('transpose_a'), off('transpose_b'), { name: 'T', type: b.TF_ATTR_TYPE, value: b.TF_FLOAT }], [x, x], 1);
  process.stdout.write(JSON.stringify({ version: b.TF_Version, gpu: b.isUsingGpuDevice(), product: [...b.tensorDataSync(y.id)] }));`;

const LIMIT = 120_000;

/** What a runtime that works says of itself. */
export interface Tried {
  version: string;
  gpu: boolean;
}

/** A runtime that does not work; `detail` holds the loader's words or how the process ended. */
export class TrialFailed extends Error {
  get forPerson(): HumanError {
    return new HumanError(msg('TensorFlow’s library was fetched but does not run here ({detail}).', { detail: this.message }), msg('The other backends work as before. Name another libtensorflow in `{setting}` if you have one.', { setting: SETTINGS.libtensorflowPath }));
  }
}

/** @throws TrialFailed */
export async function tryRuntime(binding: string, signal?: AbortSignal): Promise<Tried> {
  const child = spawn(process.execPath, ['-e', PROGRAM, binding], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '', TF_CPP_MIN_LOG_LEVEL: '3' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const kill = () => void child.kill('SIGKILL');
  const timer = setTimeout(kill, LIMIT);
  signal?.addEventListener('abort', kill, { once: true });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  try {
    const end = await new Promise<string | undefined>((resolve, reject) => {
      child.once('error', reject).once('close', (code, ended) => resolve(ended ?? (code === 0 ? undefined : `exit code ${code}`)));
    });
    signal?.throwIfAborted();
    if (end !== undefined) throw new TrialFailed(tellingLine(err) ?? end);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
  const { version, gpu, product } = JSON.parse(out) as Tried & { product: number[] };
  if (product.join() !== '7,10,15,22') throw new TrialFailed(`[1 2; 3 4]² = [${product.join(' ')}]`);
  if (!isSupported(version)) throw new TrialFailed(`TensorFlow ${version}`);
  return { version, gpu };
}

/** The loader's complaint out of Node's report of an error. */
const tellingLine = (text: string): string | undefined => /^(?:\w*Error: )(.+)$/m.exec(text)?.[1]?.slice(0, 300);
