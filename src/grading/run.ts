import type { Message } from '../kit/l10n';
import { msg } from '../kit/l10n';
import type { RunnerPool } from '../runner/pool';
import type { Argument, Plain } from '../runner/protocol/messages';
import type { Source } from '../runner/sources';
import { CheckFailed, type Grader } from './check';
import type { Location } from './report';
import { GradeCancelled, Session, type SessionOptions } from './session';

/** What a demonstration may do: call the learner's functions and tell what came. */
export interface DemoContext {
  call: (name: string, args: Argument[], onEpoch?: (epoch: number, loss: number) => void) => Promise<Plain>;
  say: (message: Message) => void;
  /** One more point of the training curve. */
  epoch: (epoch: number, epochs: number, loss: number) => void;
  /** What the person wants to see at the end, as against words about how it comes to be. */
  result: (message: Message) => void;
  /** How far a long piece of work is; the next one takes its place. */
  progress: (message: Message) => void;
  signal?: AbortSignal;
}

/** Runs once the file is loaded; shows the learner's code at work on real data. Ungraded. */
export type Demo = (context: DemoContext) => Promise<void>;

/**
 * A demonstration on the person's own data: a folder, and whose results of those in it are wanted. It throws
 * a HumanError where the folder does not hold what is needed.
 */
export type DataDemo = (wishes: { folder: string; user?: string }) => Demo;

export interface RunOptions extends SessionOptions {
  source: Source;
  pool: RunnerPool;
  forbid: Grader['forbid'];
  demo?: Demo;
  say: (message: Message) => void;
  onEpoch: (epoch: number, epochs: number, loss: number) => void;
  /** Said like everything else where this is absent. */
  onResult?: (message: Message) => void;
  onProgress?: (message: Message) => void;
}

export type RunOutcome = { status: 'done' } | { status: 'cancelled' } | { status: 'failed'; why: Message; location?: Location };

/** How long a demonstration's call may take, in milliseconds. */
const CALL_LIMIT = 300_000;

/** Loads the learner's file, which runs its top-level code, and then shows it at work. */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const session = new Session(options.pool, options.source, options, options);
  try {
    await session.load();
    if (options.demo) {
      await options.demo({
        call: async (name, args, onEpoch) =>
          (await session.call(name, args, { seed: 1, limitMs: CALL_LIMIT, onCallback: ({ args: [epoch = NaN, loss = NaN] }) => onEpoch?.(epoch, loss) })).value,
        say: options.say,
        epoch: options.onEpoch,
        result: options.onResult ?? options.say,
        progress: options.onProgress ?? (() => {}),
        signal: options.signal,
      });
    } else options.say(msg('The file loads and its top-level code has run.'));
    return { status: 'done' };
  } catch (error) {
    if (error instanceof GradeCancelled || (options.signal?.aborted && error === options.signal.reason)) return { status: 'cancelled' };
    if (error instanceof CheckFailed) return { status: 'failed', why: error.why, location: error.detail.location };
    throw error;
  } finally {
    await session.end();
  }
}
