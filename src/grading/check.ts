import type { Message } from '../kit/l10n';
import type { Argument, CallbackRecord, Forbidden, Returned, Thrown } from '../runner/protocol/messages';
import type { Microscope } from './microscope';
import type { Demo } from './run';
import type { CheckStatus, Location } from './report';

/** What a check found, other than full marks. Thrown by whatever finds it; `grade` turns it into a report. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';

  constructor(
    readonly why: Message,
    readonly detail: {
      status?: Exclude<CheckStatus, 'passed'>;
      /** Points earned all the same. */
      points?: number;
      expected?: string;
      actual?: string;
      location?: Location;
      knownBug?: string;
    } = {},
  ) {
    super(why.text);
  }
}

export interface CallWishes {
  limitMs?: number;
  seed?: number;
  /** The signature is async. */
  awaited?: boolean;
  /** Keeps what comes back in the process, for an argument `{ type: 'kept', name }` of a later call. */
  keepAs?: string;
  onCallback?: (record: CallbackRecord) => void;
  /** An Error that the function throws is an answer (`threw`), not a finding. */
  mayThrow?: boolean;
}

/** How far a long training is. Batches count from 0 over the whole training. */
export interface TrainingProgress {
  batch: number;
  batches: number;
  epochs: number;
  loss: number;
  /** 0..1 */
  accuracy: number;
  secondsLeft: number;
}

export interface CheckContext {
  /** The grading seed, 1 or more. */
  readonly seed: number;
  /**
   * Calls a function of the learner's file and gives what it returned.
   * @throws CheckFailed when it is missing, throws, hangs, ends the process, or touches its inputs.
   */
  call(name: string, args: Argument[], options?: CallWishes): Promise<Returned & { threw?: Thrown }>;
  /** Does something once for several checks; a failure is remembered and thrown again to each of them. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>;
  /** A file of dist/data. */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** Counts the processes of this grade: what one kept (`keepAs`), the next does not have. */
  processes(): number;
  /** Shows how far a long training is. */
  training(progress: TrainingProgress): void;
  /** How a check that ran before this one ended. */
  statusOf(id: string): CheckStatus | undefined;
  /** What the exercise forbids and the learner's file called so far. */
  forbiddenSoFar(): ReadonlySet<Forbidden>;
}

/** One line of a grade. `run` returns for full marks and throws CheckFailed otherwise. */
export interface Check {
  id: string;
  function: string;
  title: Message;
  points: number;
  /** It trains a network, which takes seconds. */
  trains?: true;
  run(context: CheckContext): Promise<void>;
}

/** How an exercise is graded; lives in content/exercises/<id>/checks/. */
export interface Grader {
  exercise: string;
  /** What the learner's file may call nowhere. */
  forbid: Forbidden[];
  /** Kernels of TensorFlow.js whose runs the checks want to know of (`Returned.kernels`). */
  watch?: readonly string[];
  checks: Check[];
  /**
   * For whoever wants more: reported after the checks, worth 0 points, without influence on the verdict.
   * Skipped where the file does not export the function.
   */
  challenges?: Check[];
  /** Shows the learner's code at work when it is run without being graded. */
  demo: Demo;
  /** Looks at one function's gradients entry by entry; without influence on a grade. */
  microscope?: Microscope;
}
