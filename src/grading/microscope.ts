import type { Message } from '../kit/l10n';
import type { RunnerPool } from '../runner/pool';
import type { Argument, Plain } from '../runner/protocol/messages';
import type { Source } from '../runner/sources';
import { CheckFailed, type Grader } from './check';
import { sha256 } from './grade';
import type { Location } from './report';
import { GradeCancelled, Session, type SessionOptions } from './session';

/** One entry of a parameter's gradient, found in two ways. */
export interface GradientEntry {
  /** One index for each axis, from 0. */
  index: number[];
  /** By differences of the loss. */
  numeric: number;
  /** What the learner's function returned; absent where nothing of the parameter's shape came. */
  analytic?: number;
  /** |analytic − numeric|; Infinity where `analytic` is not finite. */
  absolute?: number;
  /** `absolute` as a share of the largest entry of the parameter's numeric gradient. */
  relative?: number;
}

export interface ParameterGradient {
  parameter: string;
  /** Of the parameter, and so of its gradient. */
  shape: number[];
  /** Worst first; in their own order where nothing came that they can be held against. */
  entries: GradientEntry[];
  /** How many entries are farther off than a grade allows. */
  wrong: number;
  /** Why the gradient cannot be compared: it is missing, no tensor, or of another shape. */
  problem?: Message;
  /** What all its errors have in common, where that is plain. */
  diagnosis?: Message;
  /** The mistake of the exercise's bank that gives exactly these numbers. */
  knownBug?: { id: string; explanation: Message };
}

/** The gradient of every parameter, the worst first; those that are right in the order of the signature. */
export interface MicroscopeResult {
  /** The function that was looked at. */
  function: string;
  /** The case: its sizes and how the numbers were found. */
  about: Message;
  /** Largest relative error that a grade allows. */
  tolerance: number;
  parameters: ParameterGradient[];
}

/** Holds a learner's gradients against differences of the loss; lives in content/exercises/<id>/checks/. */
export interface Microscope {
  function: string;
  /**
   * @param call calls a function of the learner's file
   * @throws CheckFailed where the function gives nothing that could be looked at
   */
  examine(call: (name: string, args: Argument[]) => Promise<Plain>, seed: number): Promise<MicroscopeResult>;
}

export interface ExamineOptions extends SessionOptions {
  grader: Pick<Grader, 'forbid' | 'watch'>;
  microscope: Microscope;
  source: Source;
  pool: RunnerPool;
  /** The grading seed, so that the numbers are those of a failing check. */
  seed: number;
}

/** `sha256` is the hash of the text that was examined. */
export type MicroscopeOutcome =
  | { status: 'done'; sha256: string; result: MicroscopeResult }
  | { status: 'failed'; sha256: string; why: Message; location?: Location }
  | { status: 'cancelled' };

/** Loads the learner's file and looks at the gradients that its function gives. */
export async function examine({ grader, microscope, source, pool, seed, ...options }: ExamineOptions): Promise<MicroscopeOutcome> {
  const session = new Session(pool, source, grader, options);
  const hash = sha256(source.bytes);
  try {
    await session.load();
    const result = await microscope.examine(async (name, args) => (await session.call(name, args, { seed })).value, seed);
    return { status: 'done', sha256: hash, result };
  } catch (error) {
    if (error instanceof GradeCancelled || (options.signal?.aborted && error === options.signal.reason)) return { status: 'cancelled' };
    if (error instanceof CheckFailed) return { status: 'failed', sha256: hash, why: error.why, location: error.detail.location };
    throw error;
  } finally {
    await session.end();
  }
}
