import { msg } from '../kit/l10n';
import type { Argument, Forbidden, Plain, Returned, Thrown } from '../runner/protocol/messages';
import { importSentence } from '../runner/importSentence';
import type { RunnerPool, WorkSize } from '../runner/pool';
import { DEVICE_LOST, NATIVE_BACKENDS, type BackendChoice, type PassedOver } from '../runner/protocol/backends';
import type { Hello, Interrupted, LoadOutcome, Runner } from '../runner/runner';
import type { Source } from '../runner/sources';
import { CheckFailed, type CallWishes } from './check';
import { Observation } from './observation';
import type { Observed, ProbeSpan } from './observed';
import { shapeSentence, withoutStatus } from './shapeSentence';

/** How long the learner's file may take to load, in milliseconds. */
const LOAD_LIMIT = 10_000;
/** How long one call may take unless a check says otherwise. */
const CALL_LIMIT = 5_000;

/** The person pressed Cancel: there is no report. */
export class GradeCancelled extends Error {
  override readonly name = 'GradeCancelled';
}

/** A call asked for what an earlier process had kept; whoever kept it does that work again. */
export class KeptLost extends Error {
  override readonly name = 'KeptLost';
}

export interface SessionOptions {
  work?: WorkSize;
  signal?: AbortSignal;
  onOutput?: (text: string) => void;
  /** Told when a backend that was wanted does not do the work, and which one does. */
  onPassedOver?: (passedOver: PassedOver, used: Hello) => void;
  /** Multiplies every limit of time: less than 1 where a test must see it pass soon. */
  patience?: number;
  /** Where to look at values, in the source's text. */
  probes?: readonly ProbeSpan[];
  /** Told once, at the end, what the runner saw; where it is absent nothing is looked for. */
  onObserved?: (seen: Observed) => void;
}

/**
 * One learner's file in a runner. When a call hangs or ends the process, a fresh process takes over for the
 * other functions; the function that did it is not called again.
 */
export class Session {
  private runner?: Runner;
  private exported?: Map<string, string>;
  private readonly broken = new Map<string, CheckFailed>();
  private readonly forbiddenCalls = new Set<Forbidden>();
  private printed = '';
  private readonly patience: number;
  /** A native backend that ended the process; once in a session the work goes on with another. */
  private fallenBack?: PassedOver;
  private readonly observation?: Observation;
  hello?: Hello;
  processes = 0;

  constructor(
    private readonly pool: RunnerPool,
    private readonly source: Source,
    private readonly rules: { forbid: Forbidden[]; watch?: readonly string[] },
    private readonly options: SessionOptions = {},
  ) {
    this.patience = options.patience ?? 1;
    if (options.onObserved) this.observation = new Observation(options.probes);
    const { signal } = options;
    signal?.addEventListener('abort', this.onAbort);
  }

  private readonly onAbort = () => this.runner?.cancel();

  /** What the learner's code printed so far. */
  get output(): string {
    return this.printed + (this.runner?.output.text ?? '');
  }

  get forbiddenSoFar(): ReadonlySet<Forbidden> {
    return this.forbiddenCalls;
  }

  /** @throws CheckFailed when the file does not load */
  async load(): Promise<void> {
    const { signal, onOutput, work = 'small' } = this.options;
    if (signal?.aborted) throw new GradeCancelled();
    const { runner, hello } = await this.pool.take({ work, without: this.fallenBack && [this.fallenBack] });
    this.runner = runner;
    this.processes++;
    if (!this.hello) this.tellIfPassedOver(runner.startedWith.backend, hello);
    this.hello = hello;
    if (onOutput) runner.stream(onOutput);
    if (signal?.aborted) throw new GradeCancelled();
    const outcome = await runner.load(this.source, this.rules.forbid, LOAD_LIMIT * this.patience, this.rules.watch, runner.startedWith.inspect ? undefined : this.observation?.places);
    if ('traces' in outcome) this.observation?.note(outcome.traces);
    if (outcome.status === 'loaded') this.exported = outcome.exports;
    else if (outcome.status !== 'loadFailed' && (await this.fallBack(outcome))) return;
    else throw loadProblem(outcome);
  }

  exports(name: string): boolean {
    return this.exported?.get(name) === 'function';
  }

  /** Calls a function of the file. @throws CheckFailed as CheckContext.call says */
  async call(name: string, args: Argument[], options: CallWishes & { seed: number }): Promise<Returned & { threw?: Thrown }> {
    const before = this.broken.get(name);
    if (before) throw new CheckFailed(msg('`{name}` was not called again, because it did not come back before.', { name }), { status: 'skipped' });
    if (!this.runner?.alive) await this.restart();
    if (!name.startsWith('@')) this.mustExport(name); // those are the runner's own

    const from = performance.now();
    const outcome = await this.runner!.call(name, args, { ...options, limitMs: (options.limitMs ?? CALL_LIMIT) * this.patience });
    const durationMs = performance.now() - from;
    if ('traces' in outcome) this.observation?.note(outcome.traces);
    switch (outcome.status) {
      case 'returned': {
        this.observation?.noteCall(name, { args, seed: options.seed, awaited: options.awaited, durationMs, process: this.processes, returned: outcome });
        for (const what of outcome.forbidden) this.forbiddenCalls.add(what);
        if (outcome.late) throw thrownProblem(outcome.late, name, true);
        inputsMustBeIntact(name, args, outcome.argsAfter);
        return outcome;
      }
      case 'threw':
        if (outcome.error.name === 'NotKept') throw new KeptLost();
        for (const what of outcome.forbidden) this.forbiddenCalls.add(what);
        if (options.mayThrow && outcome.error.name !== 'NonError' && !outcome.error.message.startsWith('TODO')) {
          return { value: { type: 'other', what: 'undefined' }, argsAfter: [], callbacks: [], leakedTensors: 0, forbidden: outcome.forbidden, kernels: [], threw: outcome.error };
        }
        throw thrownProblem(outcome.error, name, false);
      default: {
        if (await this.fallBack(outcome)) return await this.call(name, args, options);
        const problem = interruptedProblem(outcome, name);
        this.broken.set(name, problem);
        throw problem;
      }
    }
  }

  /**
   * Where native code ended the process (a driver that crashes, a GPU that went away), the learner need not
   * be to blame: the file is loaded once more, on a backend without native code. If it was the learner, the
   * same comes again there.
   */
  private async fallBack(end: Interrupted): Promise<boolean> {
    const { hello } = this;
    if (this.fallenBack || end.status !== 'crashed' || end.outOfMemory || !hello || !NATIVE_BACKENDS.includes(hello.backend)) return false;
    const lost = end.exitCode === DEVICE_LOST;
    if (end.signal === null && !lost) return false;
    this.fallenBack = { backend: hello.backend, why: lost ? 'deviceLost' : 'crashed', detail: end.signal ?? undefined };
    await this.restart();
    this.options.onPassedOver?.(this.fallenBack, this.hello!);
    return true;
  }

  private tellIfPassedOver(asked: BackendChoice, hello: Hello): void {
    const passed = hello.tried.find(({ backend }) => backend === asked);
    if (passed && hello.backend !== asked) this.options.onPassedOver?.(passed, hello);
  }

  /** Lets the process go, and tells what was seen. */
  async end(): Promise<void> {
    const { signal, onObserved } = this.options;
    const { observation, runner } = this;
    try {
      // Who debugs would stop at his breakpoints once more.
      if (observation && runner && !signal?.aborted && !runner.startedWith.inspect) await observation.locateLeaks(runner, this.processes);
    } finally {
      signal?.removeEventListener('abort', this.onAbort);
      await this.dropRunner();
      if (observation) onObserved?.(observation.observed);
    }
  }

  private async restart(): Promise<void> {
    await this.dropRunner();
    await this.load();
  }

  private async dropRunner(): Promise<void> {
    const runner = this.runner;
    if (!runner) return;
    await this.pool.release(runner);
    this.printed += runner.output.text;
    this.runner = undefined;
  }

  private mustExport(name: string): void {
    const kind = this.exported!.get(name);
    if (kind === 'function') return;
    if (kind !== undefined) throw new CheckFailed(msg('`{name}` is exported, but it is not a function.', { name }), { status: 'error', actual: kind, expected: 'function' });
    throw new CheckFailed(
      this.exported!.has('default')
        ? msg('There is no named export `{name}`. Properties of a default export do not count: write `export function {name}`.', { name })
        : msg('There is no export `{name}`. Write `export function {name}`, spelled exactly so.', { name }),
      { status: 'error' },
    );
  }
}

function loadProblem(outcome: Exclude<LoadOutcome, { status: 'loaded' }>): CheckFailed {
  if (outcome.status !== 'loadFailed') return loadInterrupted(outcome);
  const { error, reason } = outcome;
  const location = error.place;
  const message = firstLine(error.message);
  switch (reason) {
    case 'syntax':
      return new CheckFailed(location ? msg('The file is not valid TypeScript: {message} (line {line}). Nothing can run before that is mended.', { message, line: location.line }) : msg('The file is not valid TypeScript: {message}. Nothing can run before that is mended.', { message }), { status: 'error', location });
    case 'import':
      return new CheckFailed(error.trouble ? importSentence(error.trouble) : msg('An import cannot be granted: {message}', { message }), { status: 'error', location });
    default:
      return new CheckFailed(msg('The file threw an error while it was loaded: {message}', { message }), { status: 'error', location });
  }
}

/** The code outside all functions did not come to its end. */
function loadInterrupted(outcome: Interrupted): CheckFailed {
  switch (outcome.status) {
    case 'cancelled':
      throw new GradeCancelled();
    case 'timeout':
      return new CheckFailed(msg('The file was not loaded within {seconds} s. Look outside the functions for a loop without an end, or for an `await` that waits for ever.', { seconds: outcome.limitMs / 1000 }), { status: 'timeout' });
    case 'crashed':
      if (outcome.outOfMemory) return new CheckFailed(msg('The memory ran out while the file was loaded. Look outside the functions for an array or a tensor that grows in a loop.'), { status: 'crashed' });
      if (outcome.signal === null) return new CheckFailed(msg('The file ended the process (exit code {code}) while it was loaded. Take out `process.exit`.', { code: String(outcome.exitCode) }), { status: 'crashed' });
      return new CheckFailed(msg('The process died ({signal}) while the file was loaded.', { signal: outcome.signal }), { status: 'crashed' });
    case 'unreadable':
      return new CheckFailed(msg('What the file exports cannot be read. An exercise exports its functions and little else.'), { status: 'error' });
  }
}

function interruptedProblem(outcome: Interrupted, name: string): CheckFailed {
  switch (outcome.status) {
    case 'cancelled':
      throw new GradeCancelled();
    case 'timeout':
      return new CheckFailed(msg('`{name}` did not come back within {seconds} s. Look for a loop whose condition never becomes false.', { name, seconds: outcome.limitMs / 1000 }), { status: 'timeout' });
    case 'crashed':
      if (outcome.outOfMemory) return new CheckFailed(msg('`{name}` used up the memory. Look for an array or a tensor that grows in a loop.', { name }), { status: 'crashed' });
      if (outcome.signal === null) return new CheckFailed(msg('`{name}` ended the process (exit code {code}) before it answered. Take out `process.exit`.', { name, code: String(outcome.exitCode) }), { status: 'crashed' });
      return new CheckFailed(msg('The process died ({signal}) while `{name}` ran.', { name, signal: outcome.signal }), { status: 'crashed' });
    case 'unreadable':
      return new CheckFailed(msg('What `{name}` returned cannot be read as numbers. Does a tensor say that it has another shape than its values?', { name }), { status: 'error' });
  }
}

function thrownProblem(error: Thrown, name: string, late: boolean): CheckFailed {
  const location = error.place;
  const message = firstLine(error.message);
  if (error.trouble) return new CheckFailed(importSentence(error.trouble), { status: 'error', location });
  const detail = { status: 'error' as const, location };
  if (error.name === 'ForbiddenCall') {
    return new CheckFailed(
      message === 'autodiff'
        ? msg('`{name}` uses automatic differentiation (`tf.grad` and its kin), which this exercise forbids: the point is to write the gradient by hand.', { name })
        : msg('`{name}` uses an optimiser of `tf.train`, which this exercise forbids: the point is to write the step by hand.', { name }),
      { ...detail, status: 'failed' },
    );
  }
  if (message.startsWith('TODO')) return new CheckFailed(msg('`{name}` is still to be written. Its comment says what it computes; start there.', { name }), { ...detail, status: 'failed' });
  if (late) return new CheckFailed(msg('An error surfaced after `{name}` had returned: {message}. Await the promise, or catch it.', { name, message }), detail);
  if (error.name === 'NonError') return new CheckFailed(msg('`{name}` threw something that is not an Error: {message}', { name, message }), detail);
  return new CheckFailed(shapeSentence(error.message, name) ?? msg('`{name}` threw an error: {message}', { name, message }), detail);
}

const firstLine = (text: string): string => {
  const line = withoutStatus(text).split('\n', 1)[0]!.trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
};

/** Rule 3: a function must not dispose or change its inputs. */
function inputsMustBeIntact(name: string, args: Argument[], after: Plain[]): void {
  const tensors = args.flatMap(tensorsIn);
  tensors.forEach((given, i) => {
    const now = after[i];
    if (now?.type === 'tensor' && now.values.length === given.values.length && given.values.every((v, j) => Object.is(Math.fround(v), Math.fround(now.values[j]!)))) return;
    throw new CheckFailed(
      now?.type === 'disposedTensor' ? msg('`{name}` disposes a tensor that it was given. What the caller passes in belongs to the caller.', { name }) : msg('`{name}` changes a tensor that it was given. Work on a copy.', { name }),
    );
  });
}

const tensorsIn = (argument: Argument): Extract<Argument, { type: 'tensor' }>[] =>
  argument.type === 'tensor' ? [argument] : argument.type === 'record' ? argument.entries.flatMap(([, inner]) => tensorsIn(inner)) : [];
