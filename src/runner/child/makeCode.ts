/**
 * A process of its own, dist/runner/code.js, that no learner's file ever enters: does once what every runner
 * does until its first result, then keeps the code that V8 made for it. `src/runner/codeCache.ts` starts it.
 * Arguments: the file to write, and its key.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { HostToRunner, RunnerToHost } from '../protocol/messages';
import { bundle } from './bundle';

const FIRST = "import * as tf from '@tensorflow/tfjs';\nexport const first = (): number => tf.add(1, 2).dataSync()[0]!;\n";
/** Files of other versions of Node or of the extension are kept as long as they are among so many newest. */
const KEPT = 8;

const [, , target, key] = process.argv as [string, string, string, string];
// The runner takes Node away from the learner's file, and from us; it stays in these.
const { pid } = process;
const exit = process.exit.bind(process);

const { script, main } = bundle();
const { run } = main();
let receive: ((message: HostToRunner) => void) | undefined;

/** The host's part, for one small file. */
function answer(message: RunnerToHost): void {
  if (message.type === 'hello') receive?.({ type: 'load', file: '/first.ts', source: FIRST, forbid: [] });
  else if (message.type === 'loaded') receive?.({ type: 'call', id: 1, function: 'first', args: [], seed: 1, stream: false, awaited: false });
  else if (message.type === 'returned') keep();
  else exit(1);
}

function keep(): void {
  const code = script.createCachedData();
  const temporary = `${target}.${pid}.tmp`;
  try {
    fs.writeFileSync(temporary, Buffer.concat([code, createHash('sha256').update(key).update(code).digest()]), { mode: 0o600 });
    fs.renameSync(temporary, target);
    sweep(path.dirname(target));
  } catch {
    fs.rmSync(temporary, { force: true });
    exit(1); // a full or read-only disk: runners start as they did
  }
  exit(0);
}

/** Puts away what is old; another process may be doing the same. */
function sweep(folder: string): void {
  const ages = fs.readdirSync(folder).filter((name) => /\.(bin|tmp)$/.test(name)).map((name) => {
    const file = path.join(folder, name);
    return { file, age: -(fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) };
  });
  for (const { file } of ages.sort((a, b) => a.age - b.age).slice(KEPT)) fs.rmSync(file, { force: true });
}

const later = setImmediate;
void run(
  { order: ['wasm', 'cpu'], passedOver: [], softwareGpu: false },
  { send: (message) => void later(answer, message), listen: (listener) => (receive = listener) },
);
