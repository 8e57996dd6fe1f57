/**
 * Looks for a TensorFlow that was installed before. Runs in the extension host and the command line before a
 * runner process starts, so it only reads a few small files; nothing is loaded.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../kit/cacheFolder';
import { BINDING, isSupported, LIBRARIES, libraryNames, readRecord, systemOf } from './layout';
import { foreign, isMusl, missingInstructions } from './processor';
import { linkLibrary, userLibrary } from './userLibrary';

export interface NativeRuntime {
  /** The runtime's folder. */
  dir: string;
  /** Absolute path of tfjs_binding.node. */
  binding: string;
  /** TensorFlow's, such as 2.16.2; empty where a user's library does not say. */
  version: string;
  from: 'path' | 'provisioned' | 'bundled';
}

/** Why there is none; the words are those of the runner's protocol. */
export interface NativeProblem {
  why: 'notInstalled' | 'unsupported' | 'processor' | 'wrongLibrary';
  detail?: string;
}

export interface FindOptions {
  /** What the person's setting says. */
  userPath?: string;
  /** The folder that holds dist/. */
  root: string;
  env?: NodeJS.ProcessEnv;
}

/** Systems for which TensorFlow's project publishes the library. */
const SYSTEMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];

/** The user's own folder for native runtimes: several versions of the extension share it. */
export function userStore(env: NodeJS.ProcessEnv = process.env): string {
  return env.COURSEWORK_NATIVE_DIR ? path.resolve(env.COURSEWORK_NATIVE_DIR) : path.join(cacheFolder(env), 'native');
}

/** Where a clone of the repository keeps what `npm run native` makes. */
export const cloneStore = (root: string): string => path.join(root, '.native');

/** What the user names wins, then what was installed, then what came with the extension. */
export async function findNative({ userPath, root, env = process.env }: FindOptions): Promise<NativeRuntime | NativeProblem> {
  if (!SYSTEMS.includes(systemOf())) return { why: 'unsupported', detail: systemOf() };
  if (isMusl()) return { why: 'unsupported', detail: `${systemOf()}, musl` };
  const lacking = await missingInstructions();
  if (lacking !== undefined) return { why: 'processor', detail: lacking };

  const named = userPath || env.LIBTENSORFLOW;
  if (named) return linked(named, root, env);
  let problem: NativeProblem = { why: 'notInstalled' };
  for (const [store, from] of stores(root, env)) {
    const found = inStore(store, from);
    if (found && 'dir' in found) return found;
    problem = found ?? problem;
  }
  return problem;
}

const stores = (root: string, env: NodeJS.ProcessEnv): [string, NativeRuntime['from']][] => [
  ...(env.COURSEWORK_NATIVE_DIR ? [[path.resolve(env.COURSEWORK_NATIVE_DIR), 'provisioned'] as [string, NativeRuntime['from']]] : []),
  [cloneStore(root), 'provisioned'],
  [path.join(root, 'dist', 'native'), 'bundled'],
  [userStore(env), 'provisioned'],
];

/** Name of the runtime's folder for a version, on this system. */
export const runtimeFolder = (version: string): string => `tensorflow-${version}-${systemOf()}`;

function inStore(store: string, from: NativeRuntime['from']): NativeRuntime | NativeProblem | undefined {
  const names = existsSync(store) ? readdirSync(store) : [];
  const mine = names.filter((name) => name.startsWith('tensorflow-') && name.endsWith(`-${systemOf()}`));
  let problem: NativeProblem | undefined;
  for (const name of mine.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))) {
    const found = runtimeIn(path.join(store, name), from);
    if ('dir' in found) return found;
    problem ??= found;
  }
  return problem;
}

function runtimeIn(dir: string, from: NativeRuntime['from']): NativeRuntime | NativeProblem {
  const record = readRecord(dir);
  if (!record) return { why: 'wrongLibrary', detail: `${dir}: incomplete` };
  if (record.tensorflow && !isSupported(record.tensorflow)) return { why: 'wrongLibrary', detail: `TensorFlow ${record.tensorflow}` };
  for (const file of [path.join(dir, LIBRARIES, libraryNames().mainLinks[0]!), path.join(dir, BINDING)]) {
    const alien = foreign(file);
    if (alien !== undefined) return { why: 'wrongLibrary', detail: `${file}: ${alien}` };
  }
  return { dir, binding: path.join(dir, BINDING), version: record.tensorflow, from };
}

/** A library of the user's own is linked in when it is first asked for, if there is a binding to go with it. */
async function linked(named: string, root: string, env: NodeJS.ProcessEnv): Promise<NativeRuntime | NativeProblem> {
  const library = await userLibrary(named);
  if (typeof library === 'string') return { why: 'wrongLibrary', detail: library };
  const binding = anyBinding(root, env);
  if (!binding) return { why: 'notInstalled' };
  try {
    return runtimeIn(await linkLibrary(library, userStore(env), binding.file, binding.how), 'path');
  } catch (error) {
    return { why: 'wrongLibrary', detail: (error as Error).message };
  }
}

/** A binding for this system: one that came with the extension or was built in the clone, or an installed runtime's. */
export function anyBinding(root: string, env: NodeJS.ProcessEnv = process.env): { file: string; how: 'prebuilt' | 'built' } | undefined {
  for (const file of prebuilt(root, env)) if (existsSync(file)) return { file, how: 'prebuilt' };
  for (const [store, from] of stores(root, env)) {
    const found = inStore(store, from);
    if (found && 'dir' in found) return { file: found.binding, how: 'built' };
  }
  return undefined;
}

/** Where bindings lie that were built before. */
export const prebuilt = (root: string, env: NodeJS.ProcessEnv = process.env): string[] =>
  [path.join(root, 'dist'), cloneStore(root), userStore(env)].map((folder) => path.join(folder, 'prebuilt', systemOf(), 'tfjs_binding.node'));
