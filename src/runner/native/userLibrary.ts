import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { BINDING, isSupported, libraryNames, nameLibraries, readRecord, systemOf, writeRecord } from './layout';
import { foreign } from './processor';

/** A libtensorflow that a person named. */
export interface UserLibrary {
  /** Real paths. */
  main: string;
  framework?: string;
  /** From the file's name, where it has one. */
  version?: string;
  /** Folder of the C headers, where one lies near: needed to compile the binding only. */
  include?: string;
}

/**
 * Finds the library that a path means: the file itself, or a folder that holds it (an unpacked official archive,
 * a Python installation's folder `tensorflow`).
 * @returns the reason why it will not do, in a few words, where it will not
 */
export async function userLibrary(named: string): Promise<UserLibrary | string> {
  const wanted = path.resolve(named);
  const stat = await fs.stat(wanted).catch(() => undefined);
  if (!stat) return `${named}: no such file or folder`;
  const { main: isMain, framework: isFramework } = libraryNames();
  let found: string | undefined;
  if (stat.isFile()) found = wanted;
  else {
    for (const folder of [wanted, path.join(wanted, 'lib'), path.join(wanted, 'deps', 'lib'), path.join(wanted, 'tensorflow')]) {
      const name = (await fs.readdir(folder).catch(() => [])).filter((name) => isMain.test(name)).sort()[0];
      if (name !== undefined) {
        found = path.join(folder, name);
        break;
      }
    }
  }
  if (found === undefined) return `${named}: there is no ${libraryNames().mainLinks[0]!} in this folder`;
  const main = await fs.realpath(found);
  const alien = foreign(main);
  if (alien !== undefined) return `${main}: ${alien}`;
  const framework = isFramework && (await nearBy(found, isFramework));
  if (isFramework && !framework) return `${path.dirname(found)}: there is no ${libraryNames().frameworkLinks[0]!} beside it`;
  const version = /\.(\d+\.\d+\.\d+)(?:\.dylib)?$/.exec(main)?.[1];
  const soname = /\.so\.(\d+)$|\.(\d+)\.dylib$/.exec(path.basename(found));
  if ((version !== undefined && !isSupported(version)) || (soname && (soname[1] ?? soname[2]) !== '2')) return `TensorFlow ${version ?? soname?.[1] ?? ''}`.trim();
  const around = [path.join(path.dirname(found), 'include'), path.join(path.dirname(found), '..', 'include')];
  let include: string | undefined;
  for (const folder of around) if (await fs.access(path.join(folder, 'tensorflow/c/c_api.h')).then(() => true, () => false)) include = folder;
  return { main, framework, version, include };
}

async function nearBy(file: string, pattern: RegExp): Promise<string | undefined> {
  for (const folder of new Set([path.dirname(file), path.dirname(await fs.realpath(file))])) {
    const name = (await fs.readdir(folder)).filter((name) => pattern.test(name)).sort()[0];
    if (name !== undefined) return fs.realpath(path.join(folder, name));
  }
  return undefined;
}

/** The folder in which the runtime over a user's library is kept. A changed library gets another one. */
export async function folderFor(library: UserLibrary, store: string): Promise<string> {
  const { size, mtimeMs } = await fs.stat(library.main);
  const key = createHash('sha256').update(`${library.main}\n${size}\n${mtimeMs}\n${systemOf()}`).digest('hex').slice(0, 16);
  return path.join(store, `linked-${key}`);
}

/**
 * Makes a runtime of links to the user's library and a copy of a binding: nothing is downloaded or compiled.
 * @param binding absolute path of a tfjs_binding.node for this system
 */
export async function linkLibrary(library: UserLibrary, store: string, binding: string, how: 'prebuilt' | 'built'): Promise<string> {
  const dir = await folderFor(library, store);
  if (readRecord(dir)) return dir;
  // Made aside and renamed: two processes may do this at once.
  const draft = `${dir}.${process.pid}.${Date.now().toString(36)}`;
  try {
    await fs.mkdir(path.dirname(path.join(draft, BINDING)), { recursive: true });
    await fs.copyFile(binding, path.join(draft, BINDING));
    await nameLibraries(draft, library.main, library.framework);
    await writeRecord(draft, { tensorflow: library.version ?? '', library: library.main, binding: how, steps: [`linked ${library.main}`, `copied ${binding}`] });
    await fs.rm(dir, { recursive: true, force: true });
    await fs.rename(draft, dir);
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true });
    if (!(readRecord(dir))) throw error;
  }
  return dir;
}
