import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../kit/humanError';
import { PROTOCOL_VERSION, type Argument, type CallbackRecord, type Forbidden, type HostToRunner, type LoadFailure, type Returned, type RunnerToHost, type Thrown } from './protocol/messages';
import { NATIVE_BACKENDS, type PassedOver } from './protocol/backends';
import type { ProbePlace, Trace } from './protocol/observed';
import { makeCode } from './codeCache';
import { importSentence } from './importSentence';
import { parseRunnerMessage } from './protocol/validate';
import { watchMemory } from './memoryWatch';
import { OutputCollector } from './output';
import { takeInspectorWords } from './inspectorWords';
import { readImport, SourceError, type Source } from './sources';
import { ALLOW_INSPECTOR, BAD_OPTION, codeFor, environment, PERMISSION_SWITCHES, planOf, RUNNER_MEMORY_MB, spawnRunner, type PermissionSwitch, type SpawnOptions } from './spawn';

export type Hello = Extract<RunnerToHost, { type: 'hello' }>;

/** Why a process ended before it answered. */
export interface Crash {
  status: 'crashed';
  exitCode: number | null;
  signal: string | null;
  outOfMemory: boolean;
}

export type Interrupted =
  | Crash
  | { status: 'timeout'; limitMs: number }
  | { status: 'cancelled' }
  /** It answered, but not in the protocol's terms: the learner's code broke what writes the answers. */
  | { status: 'unreadable' };

export type LoadOutcome =
  | { status: 'loaded'; exports: Map<string, string>; traces?: Trace[] }
  | { status: 'loadFailed'; error: Thrown; reason: LoadFailure; traces?: Trace[] }
  | Interrupted;

export type CallOutcome =
  | ({ status: 'returned'; late?: Thrown } & Returned)
  | { status: 'threw'; error: Thrown; forbidden: Forbidden[]; traces?: Trace[] }
  | Interrupted;

export interface CallOptions {
  seed: number;
  limitMs: number;
  /** The function's signature is async: a promise that it returns is waited for. */
  awaited?: boolean;
  /** Keeps what it returns in the process, for an argument of type `kept`. */
  keepAs?: string;
  /** The call is a repetition of one that leaked: says where, slowly, and prints nothing. */
  locateLeaks?: boolean;
  /** Told of callbacks while the call runs, thinned out to a display's pace. */
  onCallback?: (record: CallbackRecord) => void;
}

/** A runner process that does not say hello is no use to anyone after this time, in milliseconds. */
const HELLO_LIMIT = 20_000;

/** How long after its end a process's prints are waited for, in milliseconds. */
const LAST_WORDS = 500;

/** Files that one process may ask for; more is a loop. */
const MAX_IMPORTS = 500;

/**
 * One runner process, from the host's side. Every question gets an answer: a value, an error, or how the
 * process ended. After an ending every further question is answered with that ending.
 */
export class Runner {
  readonly output: OutputCollector;
  private waiting?: { accept: (message: RunnerToHost) => boolean; settle: (outcome: RunnerToHost | Interrupted) => void };
  private ending?: Interrupted;
  private readonly closed: Promise<void>;
  /** Where the learner's imports may lead; undefined is nowhere. */
  private folder?: string;
  private calls = 0;
  private imports = 0;
  private late: Thrown | undefined;
  private onCallback?: (record: CallbackRecord) => void;
  private readonly stopWatching: () => void;
  private outOfMemory = false;
  private onText?: (text: string) => void;
  /** Told where a debugger can attach; the process waits for it (`SpawnOptions.inspect`). */
  onInspector?: (address: string) => void;

  private constructor(
    private readonly child: ChildProcess,
    readonly startedWith: SpawnOptions,
    /** What V8 made of the bundle in an earlier process was given to this one; `refused` by V8, for whatever reason. */
    public code: 'used' | 'refused' | 'none',
  ) {
    this.output = new OutputCollector((text) => {
      if (/heap out of memory|Array buffer allocation failed/.test(text)) this.outOfMemory = true;
      this.onText?.(text);
    });
    if (child.stdout) this.output.attach(child.stdout);
    if (child.stderr) this.output.attach(startedWith.inspect ? takeInspectorWords(child.stderr, (address) => this.onInspector?.(address)) : child.stderr);
    child.on('message', (raw) => this.receive(raw));
    child.on('error', () => this.end({ status: 'crashed', exitCode: null, signal: null, outOfMemory: false }));
    const crashed = (exitCode: number | null, signal: string | null) => this.end({ status: 'crashed', exitCode, signal, outOfMemory: this.outOfMemory });
    // Its last words (V8's about the memory) may still be on their way when it exits.
    child.on('exit', (exitCode, signal) => void setTimeout(() => crashed(exitCode, signal), LAST_WORDS).unref());
    child.on('close', crashed);
    this.closed = new Promise((resolve) => child.once('close', () => resolve()));
    this.stopWatching = child.pid
      ? watchMemory(child.pid, startedWith.memoryMb ?? RUNNER_MEMORY_MB, () => {
          this.outOfMemory = true;
          this.kill();
        })
      : () => {};
  }

  /**
   * Starts a process and waits for its hello. Where its Node does not know the permission model, it starts
   * without. Where native code ends or hangs the process, the next backend's turn comes, in a fresh one.
   * @throws Error when no hello comes; the message holds what the process printed. The signal's reason when it
   *   is aborted; no process is left then.
   */
  static async start(options: SpawnOptions, signal?: AbortSignal): Promise<{ runner: Runner; hello: Hello }> {
    let printed = '';
    const code = await codeFor(options);
    for (let plan = planOf(options); plan.order.length > 0; ) {
      let why: Pick<PassedOver, 'why' | 'detail'> | undefined;
      for (const permission of permissionSwitches(options)) {
        signal?.throwIfAborted();
        const runner = new Runner(spawnRunner(options, plan, permission, code), options, code?.usable ? 'used' : 'none');
        const cancel = () => runner.cancel();
        signal?.addEventListener('abort', cancel);
        const hello = await runner.ask((message) => message.type === 'hello', HELLO_LIMIT);
        signal?.removeEventListener('abort', cancel);
        if ('type' in hello && hello.type === 'hello') {
          if (hello.protocol !== PROTOCOL_VERSION) throw new Error(`The runner speaks protocol ${hello.protocol}, not ${PROTOCOL_VERSION}: reinstall the extension.`);
          if (code && runner.code !== 'used') void makeCode(code, environment(false));
          return { runner, hello };
        }
        printed = runner.output.text;
        await runner.dispose();
        signal?.throwIfAborted();
        why = whyNoHello(hello);
        if (!('status' in hello && hello.status === 'crashed' && hello.exitCode === BAD_OPTION)) break;
      }
      const [first, ...rest] = plan.order;
      if (!why || !first || !NATIVE_BACKENDS.includes(first)) break;
      plan = { ...plan, order: rest, passedOver: [...plan.passedOver, { backend: first, ...why }] };
    }
    throw new Error(`The runner process did not start.\n${printed}`);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get alive(): boolean {
    return this.ending === undefined;
  }

  /** The process itself has ended; what it printed may still be on its way. */
  get exited(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Sends the learner's prints to `onText` as they come. */
  stream(onText: (text: string) => void): void {
    this.onText = onText;
  }

  /** Gives the process the learner's file. Imports are granted within the file's folder. */
  async load(source: Source, forbid: Forbidden[], limitMs: number, watch: readonly string[] = [], probes?: readonly ProbePlace[]): Promise<LoadOutcome> {
    this.folder = source.alone ? undefined : path.dirname(path.resolve(source.file));
    // The name under which an import of this file by another one (a circle) will find it.
    const file = await fs.realpath(source.file).catch(() => path.resolve(source.file));
    this.send({ type: 'load', file: await this.asOpened(file), source: source.text, forbid, watch, debug: this.startedWith.inspect, probes });
    const answer = await this.ask((message) => message.type === 'loaded' || message.type === 'loadFailed', limitMs);
    if ('status' in answer) return answer;
    if (answer.type === 'loaded') {
      const late = this.takeLate();
      return late ? { status: 'loadFailed', error: late, reason: 'threw' } : { status: 'loaded', exports: new Map(answer.exports), traces: answer.traces };
    }
    if (answer.type === 'loadFailed') return { status: 'loadFailed', error: inWords(answer.error), reason: answer.reason, traces: answer.traces };
    throw new Error(`unexpected ${answer.type}`);
  }

  /** Calls an exported function of the loaded file. */
  async call(name: string, args: Argument[], options: CallOptions): Promise<CallOutcome> {
    const id = ++this.calls;
    this.onCallback = options.onCallback;
    this.late = undefined;
    this.send({ type: 'call', id, function: name, args, seed: options.seed, stream: options.onCallback !== undefined, awaited: options.awaited ?? false, keepAs: options.keepAs, locateLeaks: options.locateLeaks });
    const answer = await this.ask((message) => (message.type === 'returned' || message.type === 'threw') && message.id === id, options.limitMs);
    if ('status' in answer) return answer;
    if (answer.type === 'returned') return { status: 'returned', ...answer, late: this.takeLate() };
    if (answer.type === 'threw') return { status: 'threw', error: inWords(answer.error), forbidden: answer.forbidden, traces: answer.traces };
    throw new Error(`unexpected ${answer.type}`);
  }

  /** Ends the process at once; a question that waits is answered `cancelled`. */
  cancel(): void {
    this.end({ status: 'cancelled' });
    this.kill();
  }

  /** Ends the process and waits until it is gone and all that it printed is read. */
  async dispose(): Promise<void> {
    this.stopWatching();
    if (this.child.pid === undefined) return;
    this.kill();
    await Promise.race([this.closed, new Promise((resolve) => this.child.once('exit', () => setTimeout(resolve, LAST_WORDS)))]);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private takeLate(): Thrown | undefined {
    const late = this.late;
    this.late = undefined;
    return late;
  }

  private send(message: HostToRunner): void {
    if (this.child.connected) this.child.send(message, () => {}); // a failed send shows as the exit that caused it
  }

  private receive(raw: unknown): void {
    const message = parseRunnerMessage(raw);
    if (message === undefined) {
      const { type } = (raw ?? {}) as { type?: unknown };
      if (this.waiting && (type === 'returned' || type === 'loaded')) {
        this.end({ status: 'unreadable' });
        this.kill();
      }
      return;
    }
    switch (message.type) {
      case 'late':
        this.late ??= inWords(message.error);
        return;
      case 'callback':
        this.onCallback?.(message.record);
        return;
      case 'codeRefused':
        this.code = 'refused';
        return;
      case 'import':
        void this.grantImport(message);
        return;
      default:
        if (this.waiting?.accept(message)) this.waiting.settle(message);
    }
  }

  private async grantImport(message: Extract<RunnerToHost, { type: 'import' }>): Promise<void> {
    const { request } = message;
    if (++this.imports > MAX_IMPORTS) return this.send({ type: 'source', request, problem: 'tooMany' });
    if (this.folder === undefined) return this.send({ type: 'source', request, problem: 'outside' });
    try {
      const source = await readImport(this.folder, message.from, message.specifier);
      this.send({ type: 'source', request, file: await this.asOpened(source.file), source: source.text });
    } catch (error) {
      this.send({ type: 'source', request, problem: error instanceof SourceError ? error.problem : 'unreadable' });
    }
  }

  /**
   * A file by the path under which an editor has it, where a link leads to its folder: a debugger knows a file by
   * its path and by nothing else.
   */
  private async asOpened(real: string): Promise<string> {
    const { folder } = this;
    if (folder === undefined || !this.startedWith.inspect) return real;
    const root = await fs.realpath(folder).catch(() => folder);
    const within = path.relative(root, real);
    return within.startsWith('..') || path.isAbsolute(within) ? real : path.join(folder, within);
  }

  private ask(accept: (message: RunnerToHost) => boolean, limitMs: number): Promise<RunnerToHost | Interrupted> {
    if (this.ending) return Promise.resolve(this.ending);
    return new Promise((resolve) => {
      const overdue = () => {
        this.end({ status: 'timeout', limitMs });
        this.kill();
      };
      // Who debugs has no limit, and a timer that is set to Infinity goes off at once.
      const timer = Number.isFinite(limitMs) ? setTimeout(overdue, limitMs) : undefined;
      this.waiting = {
        accept,
        settle: (outcome) => {
          clearTimeout(timer);
          this.waiting = undefined;
          resolve(outcome);
        },
      };
    });
  }

  private end(ending: Interrupted): void {
    if (this.ending) return;
    this.ending = ending;
    this.stopWatching();
    this.waiting?.settle(ending);
  }
}

/** The end of a process that did not even say hello, as a reason to pass its backend over. */
function whyNoHello(end: RunnerToHost | Interrupted): Pick<PassedOver, 'why' | 'detail'> | undefined {
  if (!('status' in end)) return undefined;
  if (end.status === 'timeout') return { why: 'timeout' };
  return end.status === 'crashed' ? { why: 'crashed', detail: end.signal ?? String(end.exitCode) } : undefined;
}

/** A refused import in English; who speaks another language asks `importSentence(error.trouble)`. */
const inWords = (error: Thrown): Thrown => (error.trouble ? { ...error, message: new HumanError(importSentence(error.trouble)).message } : error);

/** Our own Node tells which switch it knows; of another one the newest name is tried first. */
function permissionSwitches(options: SpawnOptions): readonly PermissionSwitch[] {
  const ours = options.execPath === undefined || options.execPath === process.execPath;
  // A Node without that switch opens no inspector under the permission model (20, 22, early ones of 24). Who debugs
  // steps through code of their own, at their own word: there the process starts without the permission model.
  if (options.inspect) return ours && !process.allowedNodeEnvironmentFlags.has(ALLOW_INSPECTOR) ? [undefined] : ['--permission', undefined];
  return ours && !process.allowedNodeEnvironmentFlags.has('--permission') ? PERMISSION_SWITCHES.slice(1) : PERMISSION_SWITCHES;
}
