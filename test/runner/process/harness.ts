import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Argument, Forbidden, Plain } from '../../../src/runner/protocol/messages';
import { Runner, type CallOutcome, type Hello, type LoadOutcome } from '../../../src/runner/runner';
import type { SpawnOptions } from '../../../src/runner/spawn';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The built runner; the variable lets a working copy test another build than the one in dist/. */
export const SCRIPT = process.env.COURSEWORK_RUNNER ?? path.join(root, 'dist/runner/runner.js');
export const SOLUTION = path.join(root, 'content/exercises/neural-network/solution.ts');

export const options = (more: Partial<SpawnOptions> = {}): SpawnOptions => ({ script: SCRIPT, backend: 'cpu', heapMb: 512, codeFolder: path.join(root, 'out/code'), ...more });

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await fs.rm(folder, { recursive: true, force: true });
});

/** A folder of a learner, with a space and Chinese characters in its name, and these files. */
export async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'coursework 学生 ')));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await fs.writeFile(path.join(folder, name), text);
  }
  return folder;
}

export interface Loaded {
  runner: Runner;
  hello: Hello;
  load: LoadOutcome;
  folder: string;
}

/** Starts a process, loads the first of the files, and ends the process after `use`. */
export async function withFile<T>(files: string | Record<string, string>, use: (loaded: Loaded) => Promise<T> | T, more: { spawn?: Partial<SpawnOptions>; forbid?: Forbidden[]; limitMs?: number } = {}): Promise<T> {
  const all = typeof files === 'string' ? { 'main.ts': files } : files;
  const [name, text] = Object.entries(all)[0]!;
  const folder = await folderOf(all);
  const { runner, hello } = await Runner.start(options(more.spawn));
  try {
    const file = path.join(folder, name);
    const load = await runner.load({ file, text, bytes: new TextEncoder().encode(text) }, more.forbid ?? [], more.limitMs ?? 20_000);
    return await use({ runner, hello, load, folder });
  } finally {
    await runner.dispose();
  }
}

/** Loads the files and calls one function. A file that does not load fails the test. */
export const callIn = (files: string | Record<string, string>, name: string, args: Argument[] = [], more: Parameters<typeof withFile>[2] & { seed?: number; callMs?: number } = {}): Promise<CallOutcome & { output: () => string }> =>
  withFile(
    files,
    async ({ runner, load }) => {
      if (load.status !== 'loaded') throw new Error(`did not load: ${JSON.stringify(load)}`);
      const outcome = await runner.call(name, args, { seed: more.seed ?? 1, limitMs: more.callMs ?? 20_000, awaited: name === 'train' });
      return { ...outcome, output: () => runner.output.text };
    },
    more,
  );

export const loadOf = (files: string | Record<string, string>): Promise<LoadOutcome> => withFile(files, ({ load }) => load);

export const tensor = (shape: number[], values: number[]): Argument => ({ type: 'tensor', shape, dtype: 'float32', values: Float32Array.from(values) });
export const value = (v: number): Argument => ({ type: 'value', value: v });

/** The returned value, or an error that says what came instead. */
export function returned(outcome: CallOutcome): Plain {
  if (outcome.status !== 'returned') throw new Error(`did not return: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

export const numbersOf = (plain: Plain): number[] => {
  if (plain.type === 'tensor' || plain.type === 'numbers') return [...(plain.values)];
  if (plain.type === 'number') return [plain.value];
  throw new Error(`no numbers: ${plain.type}`);
};

export const isAlive = async (pid: number): Promise<boolean> => {
  const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat !== undefined) return !/\) [ZX] /.test(stat);
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux';
  } catch {
    return false;
  }
};

export const until = async (condition: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> => {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return await condition();
};
