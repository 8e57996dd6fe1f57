import type { Message } from '../kit/l10n';
import type { Argument, Forbidden, Returned } from '../runner/protocol/messages';
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

export interface CheckContext {
  /** The grading seed, 1 or more. */
  readonly seed: number;
  /**
   * Calls a function of the learner's file and gives what it returned.
   * @throws CheckFailed when it is missing, throws, hangs, ends the process, or touches its inputs.
   */
  call(name: string, args: Argument[], options?: { limitMs?: number; seed?: number }): Promise<Returned>;
  /** Does something once for several checks; a failure is remembered and thrown again to each of them. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>;
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
  run(context: CheckContext): Promise<void>;
}

/** How an exercise is graded; lives in content/exercises/<id>/checks/. */
export interface Grader {
  exercise: string;
  /** What the learner's file may call nowhere. */
  forbid: Forbidden[];
  checks: Check[];
  /** Shows the learner's code at work when it is run without being graded. */
  demo: Demo;
}
