/**
 * Brings TensorFlow's C library to this machine and the binding of tfjs-node to it. A bundle of its own
 * (dist/native.js), loaded when somebody asks for an installation.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../../kit/humanError';
import { msg, type Message } from '../../kit/l10n';
import { buildBinding, canBuild } from './build';
import { forPerson, needSpace } from './disk';
import { anyBinding, findNative, prebuilt, runtimeFolder, type NativeRuntime } from './find';
import { Http } from './http';
import { BINDING, LIBRARIES, libraryNames, nameLibraries, readRecord, systemOf, writeRecord, type Provisioned } from './layout';
import { exclusively } from './lock';
import { pinsFor, type SystemPins } from './pins';
import { pipSettings } from './pipConfig';
import { foreign, isMusl, missingInstructions } from './processor';
import { fetchLibrary } from './sources';
import { TrialFailed, tryRuntime } from './trial';
import { unpack } from './unpack';
import { folderFor, linkLibrary, userLibrary } from './userLibrary';

export { readRecord, type NativeRuntime, type Provisioned };

export interface InstallProgress {
  phase: 'resolve' | 'download' | 'verify' | 'unpack' | 'build' | 'try';
  /** Bytes, in the phases that count them. */
  done: number;
  total?: number;
  message: Message;
}

export interface InstallOptions {
  /** The folder that holds dist/ and, in a clone, node_modules. */
  root: string;
  /** Where the runtime goes. */
  store: string;
  /** A libtensorflow of the user's own: it is linked to, nothing is downloaded. */
  userPath?: string;
  /** Install anew over what is there. */
  force?: boolean;
  onProgress: (progress: InstallProgress) => void;
  signal?: AbortSignal;
  env?: NodeJS.ProcessEnv;
  /** Other pins than ours; for tests. */
  pins?: SystemPins;
  /** Tries a runtime out; for tests, whose libraries compute nothing. */
  trial?: typeof tryRuntime;
  /** Pause between attempts of a download, in milliseconds; for tests. */
  pauseMs?: number;
}

/** Room for the binding's build, in bytes. */
const SLACK = 50_000_000;

/**
 * Installs, or finds that it is installed. What is half-done when this fails or is cancelled is never taken for
 * a runtime; a half-done download goes on next time.
 * @throws HumanError with what a person can do, and whatever else goes wrong as it is
 */
export async function installNative(o: InstallOptions): Promise<NativeRuntime> {
  const env = o.env ?? process.env;
  await refuseHopeless();
  try {
    await fs.mkdir(o.store, { recursive: true });
    const waiting = () => o.onProgress({ phase: 'resolve', done: 0, message: msg('Another installation is under way; waiting for it.') });
    return await exclusively(o.store, () => new Installation(o, env).run(), { signal: o.signal, onWait: waiting });
  } catch (error) {
    if (o.signal?.aborted) throw new HumanError(msg('Cancelled.'));
    throw forPerson(error, o.store);
  }
}

async function refuseHopeless(): Promise<void> {
  const lacking = await missingInstructions();
  if (lacking !== undefined) throw new HumanError(msg('This processor lacks {detail}, which TensorFlow’s library needs. The backend wasm does the same work.', { detail: lacking }));
  if (isMusl()) throw new HumanError(msg('There is no build of it for this system ({detail}).', { detail: `${systemOf()}, musl` }));
}

class Installation {
  private readonly steps: string[] = [];
  private readonly from = performance.now();
  private shown = 0;
  private readonly trial: typeof tryRuntime;

  constructor(
    private readonly o: InstallOptions,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.trial = o.trial ?? tryRuntime;
  }

  async run(): Promise<NativeRuntime> {
    const named = this.o.userPath || this.env.LIBTENSORFLOW;
    if (named) return this.overUsersLibrary(named);
    const pins = this.o.pins ?? pinsFor();
    if (!pins) throw new HumanError(msg('There is no build of it for this system ({detail}).', { detail: systemOf() }));
    const dir = path.join(this.o.store, runtimeFolder(pins.version));
    const there = this.o.force ? undefined : readRecord(dir);
    if (there) {
      this.tell('try', msg('TensorFlow {version} is installed already; trying it.', { version: there.tensorflow }));
      const works = await this.trial(path.join(dir, BINDING), this.o.signal).then(() => true, (error: unknown) => {
        if (error instanceof TrialFailed) return false;
        throw error;
      });
      if (works) return { dir, binding: path.join(dir, BINDING), version: there.tensorflow, from: 'provisioned' };
    }
    await this.sweep();
    if (!(await this.findPrebuilt()) && !canBuild(this.o.root)) throw noBinding();
    await needSpace(this.o.store, (pins.wheel ?? pins.archive!).size + pins.unpacked + SLACK);
    const staging = path.join(this.o.store, `.staging-${process.pid}-${Date.now().toString(36)}`);
    const http = await this.http();
    try {
      return await this.fresh(pins, staging, dir, http);
    } finally {
      await http.close();
      await fs.rm(staging, { recursive: true, force: true });
    }
  }

  private async fresh(pins: SystemPins, staging: string, dir: string, http: Http): Promise<NativeRuntime> {
    const { signal, store } = this.o;
    const pip = await pipSettings(this.env);
    const source = await fetchLibrary({
      pins, pip, http, signal,
      partial: path.join(store, '.partial'),
      pauseMs: this.o.pauseMs,
      step: (line) => this.step(line),
      tell: (phase, message, done, total) => this.tell(phase, message, done, total),
    });
    const unpacking = msg('Unpacking TensorFlow {version}.', { version: pins.version });
    this.tell('unpack', unpacking, 0, pins.unpacked);
    const names = await unpack(source.file, staging, true, (done) => this.tell('unpack', unpacking, done, pins.unpacked), signal);
    const { main, framework } = libraryNames();
    const file = (pattern: RegExp | undefined) => names.filter((name) => pattern?.test(name)).map((name) => path.join(staging, LIBRARIES, name))[0];
    const library = file(main);
    if (!library || (framework && !file(framework))) throw new Error(`${source.from} holds no ${libraryNames().mainLinks[0]}`);
    const alien = foreign(library);
    if (alien !== undefined) throw new HumanError(msg('The library that was found does not fit: {detail}. Install it anew, or name another path in the settings.', { detail: `${path.basename(library)}: ${alien}` }));
    await nameLibraries(staging, library, file(framework));
    this.step(`unpacked ${names.join(', ')}`);

    const how = await this.bind(staging, http);
    await fs.rm(path.join(staging, 'deps', 'include'), { recursive: true, force: true });
    await writeRecord(staging, { tensorflow: pins.version, library: source.from, sha256: source.sha256, binding: how, steps: this.steps });
    signal?.throwIfAborted();
    await replace(dir, staging);
    if (how === 'built') await this.keepBinding(path.join(dir, BINDING));
    await fs.rm(path.join(store, '.partial'), { recursive: true, force: true });
    return { dir, binding: path.join(dir, BINDING), version: pins.version, from: 'provisioned' };
  }

  /** A binding that came with the extension serves if it runs here; else one is compiled, where that is possible. */
  private async bind(dir: string, http: Http): Promise<'prebuilt' | 'built'> {
    const binding = path.join(dir, BINDING);
    const ready = await this.findPrebuilt();
    if (ready !== undefined) {
      await fs.mkdir(path.dirname(binding), { recursive: true });
      await fs.copyFile(ready, binding);
      this.step(`took the prebuilt binding ${ready}`);
      try {
        await this.try(binding);
        return 'prebuilt';
      } catch (error) {
        if (!(error instanceof TrialFailed) || !canBuild(this.o.root)) throw error instanceof TrialFailed ? error.forPerson : error;
        this.step(`the prebuilt binding does not run: ${error.message}`);
        await fs.rm(binding);
      }
    }
    if (!canBuild(this.o.root)) throw noBinding();
    if (!(await exists(path.join(dir, 'deps/include/tensorflow/c/c_api.h')))) throw new HumanError(msg('TensorFlow’s binding would have to be compiled, and the archive that was fetched holds no header files.'), msg('Make a package index reachable that has TensorFlow’s wheel (pip’s `index-url`).'));
    this.tell('build', msg('Compiling the binding of tfjs-node.'));
    const from = performance.now();
    await buildBinding({ root: this.o.root, dir, http, env: this.env, signal: this.o.signal, onLine: (line) => /^gyp (info using|ERR)|headers of Node|error/.test(line) && this.step(line) });
    this.step(`compiled the binding in ${((performance.now() - from) / 1000).toFixed(1)} s`);
    await this.try(binding).catch((error: unknown) => {
      throw error instanceof TrialFailed ? error.forPerson : error;
    });
    return 'built';
  }

  private async overUsersLibrary(named: string): Promise<NativeRuntime> {
    const { store, root } = this.o;
    const library = await userLibrary(named);
    if (typeof library === 'string') throw new HumanError(msg('The library that was found does not fit: {detail}. Install it anew, or name another path in the settings.', { detail: library }));
    const ready = anyBinding(root, this.env);
    let dir: string;
    if (ready) dir = await linkLibrary(library, store, ready.file, ready.how);
    else {
      if (!canBuild(root) || library.include === undefined) throw noBinding();
      const staging = path.join(store, `.staging-${process.pid}-${Date.now().toString(36)}`);
      const http = await this.http();
      try {
        await nameLibraries(staging, library.main, library.framework);
        await fs.cp(library.include, path.join(staging, 'deps', 'include'), { recursive: true });
        await this.bind(staging, http);
        dir = await linkLibrary(library, store, path.join(staging, BINDING), 'built');
        await this.keepBinding(path.join(dir, BINDING));
      } finally {
        await http.close();
        await fs.rm(staging, { recursive: true, force: true });
      }
    }
    try {
      const { version } = await this.try(path.join(dir, BINDING));
      return { dir, binding: path.join(dir, BINDING), version, from: 'path' };
    } catch (error) {
      if (!(error instanceof TrialFailed)) throw error;
      await fs.rm(await folderFor(library, store), { recursive: true, force: true });
      throw new HumanError(msg('The library that was found does not fit: {detail}. Install it anew, or name another path in the settings.', { detail: `${library.main}: ${error.message}` }));
    }
  }

  private async try(binding: string): Promise<{ version: string }> {
    this.tell('try', msg('Trying it: a matrix product in a process of its own.'));
    const tried = await this.trial(binding, this.o.signal);
    this.step(`tried: TensorFlow ${tried.version}, ${tried.gpu ? 'GPU' : 'CPU'}`);
    return tried;
  }

  private async http(): Promise<Http> {
    const { cert, proxy } = await pipSettings(this.env);
    return new Http(this.env, [this.env.NODE_EXTRA_CA_CERTS, cert], proxy);
  }

  private async findPrebuilt(): Promise<string | undefined> {
    for (const file of prebuilt(this.o.root, this.env)) if (await exists(file)) return file;
    return undefined;
  }

  /** Kept apart from the library: a user's own library is linked with it, and esbuild.mjs packs it. */
  private async keepBinding(binding: string): Promise<void> {
    const kept = path.join(this.o.store, 'prebuilt', systemOf(), path.basename(binding));
    await fs.mkdir(path.dirname(kept), { recursive: true });
    await fs.copyFile(binding, `${kept}.${process.pid}`);
    await fs.rename(`${kept}.${process.pid}`, kept);
  }

  /** What installations left that were killed; ours is the only one now. */
  private async sweep(): Promise<void> {
    for (const name of await fs.readdir(this.o.store)) if (/^\.staging-|\.old-/.test(name)) await fs.rm(path.join(this.o.store, name), { recursive: true, force: true });
  }

  private step(line: string): void {
    this.steps.push(`${((performance.now() - this.from) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  }

  /** Counting goes to the display at its pace; the first and the last word of a phase always. */
  private tell(phase: InstallProgress['phase'], message: Message, done = 0, total?: number): void {
    const now = performance.now();
    if (done > 0 && done !== total && now - this.shown < 100) return;
    this.shown = now;
    this.o.onProgress({ phase, done, total, message });
  }
}

const noBinding = () => new HumanError(msg('This package has no binding of tfjs-node for {system}, and nothing to compile one with.', { system: systemOf() }), msg('Clone the repository and run `npm run native` there, or use the backend wasm.'));

const exists = (file: string): Promise<boolean> => fs.access(file).then(() => true, () => false);

/** Puts a finished folder in its place. */
async function replace(dir: string, finished: string): Promise<void> {
  const old = `${dir}.old-${Date.now().toString(36)}`;
  await fs.rename(dir, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await fs.rename(finished, dir);
  await fs.rm(old, { recursive: true, force: true }).catch(() => undefined); // Windows keeps a library that is in use
}

export { findNative };
