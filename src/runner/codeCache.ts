/**
 * V8 compiles the runner's bundle (1.5 MB) at every start, unless it is given what it made of it before. That
 * is kept in the user's cache folder, written by a process of its own that never sees a learner's file
 * (src/runner/child/makeCode.ts), and looked at here before a runner may read it: V8 itself checks that the
 * code is for this version and these options, but not that it is whole.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { stateFolder } from '../kit/cacheFolder';

/** The part of a name that changes when the files' form does. */
const FORM = 1;

export interface CodeFor {
  /** Absolute path of dist/runner/runner.js. */
  script: string;
  execPath: string;
  /** Node's options for every runner: with other options V8 would refuse the code. */
  options: readonly string[];
  /** The folder to keep it in. */
  folder: string;
}

export interface CodeCache extends CodeFor {
  /** Where the code is, or would be. */
  file: string;
  key: string;
  /** It is there and whole. */
  usable: boolean;
}

/** Where this user's code is kept. */
export function codeFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform, home = os.homedir()): string {
  return path.join(stateFolder(env, platform, home), 'code');
}

/** The code for such a process; undefined where it can neither be found nor kept. */
export async function findCode(of: CodeFor): Promise<CodeCache | undefined> {
  try {
    const [bundle, node] = await Promise.all([digest(path.join(path.dirname(of.script), 'main.js')), fs.stat(of.execPath)]);
    const key = createHash('sha256').update(JSON.stringify([FORM, bundle, of.execPath, node.size, node.mtimeMs, process.arch, of.options])).digest('hex').slice(0, 40);
    // Node looks at where a file really lies.
    const folder = await fs.realpath(of.folder).catch(() => of.folder);
    const file = path.join(folder, `${key}.bin`);
    return { ...of, folder, file, key, usable: await isWhole(file, key) };
  } catch {
    return undefined;
  }
}

/** Starts the process that writes the code, unless this host has already done so. It may outlive the host. */
export async function makeCode(cache: CodeCache, env: NodeJS.ProcessEnv): Promise<void> {
  if (made.has(cache.file)) return;
  made.add(cache.file); // where it does not help, or not work, it is not tried at every start
  try {
    await fs.mkdir(cache.folder, { recursive: true, mode: 0o700 });
    if (!(await isOurs(cache.folder))) return;
    const script = path.join(path.dirname(cache.script), 'code.js');
    const child = spawn(cache.execPath, [...cache.options, script, cache.file, cache.key], { env, stdio: 'ignore', detached: true, windowsHide: true });
    child.on('error', () => {});
    child.unref();
    if (child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A home that cannot be written to: runners start as they did.
  }
}
const made = new Set<string>();

/** What is known of files that have not changed since. */
const known = new Map<string, { stamp: string; value: Promise<string | boolean> }>();

async function once<T extends string | boolean>(file: string, ask: (bytes: Buffer) => T): Promise<T> {
  const { ino, size, mtimeMs } = await fs.stat(file);
  const stamp = `${ino} ${size} ${mtimeMs}`;
  let found = known.get(file);
  if (found?.stamp !== stamp) known.set(file, (found = { stamp, value: fs.readFile(file).then(ask) }));
  return (await found.value) as T;
}

const digest = (file: string): Promise<string> => once(file, (bytes) => createHash('sha256').update(bytes).digest('hex'));

/** The file ends with the digest of its key and its code, so that neither half a file nor another's is taken. */
async function isWhole(file: string, key: string): Promise<boolean> {
  try {
    if (!(await isOurs(path.dirname(file)))) return false;
    return await once(file, (bytes) => createHash('sha256').update(key).update(bytes.subarray(0, -32)).digest().equals(bytes.subarray(-32)));
  } catch {
    return false;
  }
}

/** Code from a folder in which others may write is not taken. */
async function isOurs(folder: string): Promise<boolean> {
  if (process.getuid === undefined) return true; // Windows: the profile's folders are the user's own
  const { uid, mode } = await fs.stat(folder);
  return uid === process.getuid() && (mode & 0o022) === 0;
}
