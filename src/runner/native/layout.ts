import { readFileSync, statSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * A runtime's folder is laid out as tfjs-node's own package is, so that its build file serves unchanged:
 * `deps/lib` holds the libraries, `lib/napi-v8/tfjs_binding.node` looks for them from where it lies.
 */
export const BINDING = path.join('lib', 'napi-v8', 'tfjs_binding.node');
export const LIBRARIES = path.join('deps', 'lib');
/** Written last: a folder without it is half-made. */
export const RECORD = 'provisioned.json';

/** What `provisioned.json` says of a runtime. */
export interface Provisioned {
  schema: 1;
  tensorflow: string;
  platform: string;
  arch: string;
  /** Where the library came from: a URL, or the path that the user gave. */
  library: string;
  sha256?: string;
  /** Whether the binding came with the extension or was compiled here. */
  binding: 'prebuilt' | 'built';
  /** Sizes in bytes of all files, by their paths within the folder; a link counts as what it leads to. */
  files: Record<string, number>;
  /** What was done, line by line. */
  steps: string[];
  finished: string;
}

/** Versions of TensorFlow whose C interface the binding of tfjs-node 4.22 is made for; tried: 2.14 to 2.20. */
export function isSupported(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major === 2 && minor !== undefined && minor >= 9 && minor <= 20;
}

/** Name of the folder in which one system keeps its files. */
export const systemOf = (platform: string = process.platform, arch: string = process.arch): string => `${platform}-${arch}`;

/** The library's file names: what it may be called where it comes from, and what the binding asks for. */
export interface LibraryNames {
  main: RegExp;
  framework?: RegExp;
  mainLinks: string[];
  frameworkLinks: string[];
}

export function libraryNames(platform: string = process.platform): LibraryNames {
  switch (platform) {
    case 'win32':
      return { main: /^tensorflow\.dll$/, mainLinks: ['tensorflow.dll'], frameworkLinks: [] };
    case 'darwin':
      return {
        main: /^libtensorflow(_cc)?(\.\d+)*\.dylib$/,
        framework: /^libtensorflow_framework(\.\d+)*\.dylib$/,
        mainLinks: ['libtensorflow_cc.2.dylib', 'libtensorflow.2.dylib', 'libtensorflow.dylib'],
        frameworkLinks: ['libtensorflow_framework.2.dylib', 'libtensorflow_framework.dylib'],
      };
    default:
      return {
        main: /^libtensorflow(_cc)?\.so(\.\d+)*$/,
        framework: /^libtensorflow_framework\.so(\.\d+)*$/,
        mainLinks: ['libtensorflow_cc.so.2', 'libtensorflow.so.2', 'libtensorflow.so'],
        frameworkLinks: ['libtensorflow_framework.so.2', 'libtensorflow_framework.so'],
      };
  }
}

/** Gives a file another name in a folder: a link where the system lets us make one, else a copy. */
export async function alias(target: string, name: string): Promise<void> {
  const relative = path.dirname(target) === path.dirname(name) ? path.basename(target) : target;
  try {
    await fs.symlink(relative, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    // Windows lets few people make links.
    await fs.link(target, name).catch(() => fs.copyFile(target, name));
  }
}

/**
 * Puts all names under which the binding may ask for the library into `<dir>/deps/lib`.
 * @param main absolute path of the library, inside the folder or anywhere else
 */
export async function nameLibraries(dir: string, main: string, framework: string | undefined): Promise<void> {
  const names = libraryNames();
  const folder = path.join(dir, LIBRARIES);
  await fs.mkdir(folder, { recursive: true });
  for (const name of names.mainLinks) if (path.join(folder, name) !== main) await alias(main, path.join(folder, name));
  if (framework) for (const name of names.frameworkLinks) if (path.join(folder, name) !== framework) await alias(framework, path.join(folder, name));
  if (process.platform !== 'win32') return;
  // Windows looks for a library beside the module that asks for it.
  const beside = path.join(dir, path.dirname(BINDING));
  await fs.mkdir(beside, { recursive: true });
  for (const name of names.mainLinks) await alias(main, path.join(beside, name));
}

/** Writes the record of a finished runtime, through a file of another name, so that it is there whole or not at all. */
export async function writeRecord(dir: string, record: Omit<Provisioned, 'schema' | 'platform' | 'arch' | 'files' | 'finished'>): Promise<Provisioned> {
  const files: Record<string, number> = {};
  for (const folder of [LIBRARIES, path.dirname(BINDING)]) {
    for (const name of (await fs.readdir(path.join(dir, folder))).sort()) files[path.join(folder, name)] = (await fs.stat(path.join(dir, folder, name))).size;
  }
  const whole: Provisioned = { schema: 1, platform: process.platform, arch: process.arch, ...record, files, finished: new Date().toISOString() };
  const draft = path.join(dir, `${RECORD}.${process.pid}`);
  await fs.writeFile(draft, `${JSON.stringify(whole, null, 2)}\n`);
  await fs.rename(draft, path.join(dir, RECORD));
  return whole;
}

/**
 * Reads without giving way: this stands before every start of a runner, and some hops through the thread pool
 * cost more than the reading.
 * @returns the record, or `undefined` where the folder is not a runtime, or not a whole one
 */
export function readRecord(dir: string): Provisioned | undefined {
  try {
    const record = JSON.parse(readFileSync(path.join(dir, RECORD), 'utf8')) as Provisioned;
    if (record.schema !== 1 || record.files[BINDING] === undefined) return undefined;
    for (const [name, size] of Object.entries(record.files)) if (statSync(path.join(dir, name)).size !== size) return undefined;
    return record;
  } catch {
    return undefined;
  }
}
