import type { Message } from '../kit/l10n';
import { CheckFailed } from './check';
import { matrix, vector, type Matrix } from './matrix';
import type { Plain } from '../runner/protocol/messages';

/** A mistake that people make, as a function of a check's inputs. Lives in content/exercises/<id>/checks/. */
export interface KnownBug<Input> {
  id: string;
  /** What went wrong and where to look; never the corrected line. */
  explanation: Message;
  /** What code with this mistake gives; undefined where it gives nothing (it would throw). */
  output(input: Input): Matrix | undefined;
}

/** One input, what the learner's function gave (in whatever shape) and what is right. */
export interface Case<Input> {
  input: Input;
  got: Matrix;
  want: Matrix;
}

/** The numbers that came, in whatever shape; nothing that any bug gives where none came. */
export const numbersThatCame = (plain: Plain | undefined): Matrix => (plain?.type === 'tensor' ? matrix(plain.shape, plain.values) : plain?.type === 'numbers' ? vector(plain.values) : matrix([0], []));

/** Two results of the same computation in float32 and float64, in any order of the sums. */
const SAME = (a: number, b: number) => (Number.isNaN(a) ? Number.isNaN(b) : a === b || (Number.isFinite(b) && Math.abs(a - b) <= 1e-4 * Math.abs(b) + 1e-5));
/** Far enough apart that rounding is no explanation. */
const CLEARLY_OTHER = (a: number, b: number) => Number.isNaN(a) !== Number.isNaN(b) || Math.abs(a - b) > 1e-3 * Math.max(1, Math.abs(b));

export const sameOutput = (a: Matrix, b: Matrix): boolean => a.shape.join() === b.shape.join() && a.values.every((v, i) => SAME(v, b.values[i]!));
const clearlyOther = (a: Matrix, b: Matrix): boolean => a.shape.join() !== b.shape.join() || a.values.some((v, i) => CLEARLY_OTHER(v, b.values[i]!));

/**
 * The one bug whose outputs are the learner's on every case. A bug that the cases cannot tell from the right
 * solution, or from another bug, gives no name: a wrong name is worse than none.
 */
export function nameBug<Input>(cases: readonly Case<Input>[], bugs: readonly KnownBug<Input>[]): KnownBug<Input> | undefined {
  const matching = bugs.filter((bug) => {
    const outputs = cases.map(({ input }) => bug.output(input));
    return cases.some(({ want }, i) => outputs[i] !== undefined && clearlyOther(outputs[i], want)) && cases.every(({ got }, i) => outputs[i] !== undefined && sameOutput(got, outputs[i]));
  });
  return matching.length === 1 ? matching[0] : undefined;
}

/** Runs a comparison; where it finds a mistake that the bank knows, the finding gets its name and explanation. */
export function withKnownBugs<Input>(cases: readonly Case<Input>[], bugs: readonly KnownBug<Input>[], compare: () => void): void {
  try {
    compare();
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    const bug = nameBug(cases, bugs);
    throw bug ? new CheckFailed(bug.explanation, { ...error.detail, knownBug: bug.id }) : error;
  }
}
