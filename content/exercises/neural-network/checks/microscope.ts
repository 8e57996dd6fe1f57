/** The gradients of `backward` entry by entry, held against differences of the loss. */
import { msg, type Message } from '../../../../src/kit/l10n';
import { CheckFailed } from '../../../../src/grading/check';
import { fieldOf, fieldsOf, GRADIENT_TOLERANCE, gradientScale, type Fields } from '../../../../src/grading/compare';
import { largestOf, patternOf, shapePatternOf } from '../../../../src/grading/gradientPattern';
import { nameBug, numbersThatCame } from '../../../../src/grading/knownBugs';
import { matrix, type Matrix } from '../../../../src/grading/matrix';
import type { GradientEntry, Microscope, MicroscopeResult, ParameterGradient } from '../../../../src/grading/microscope';
import type { Plain } from '../../../../src/runner/protocol/messages';
import { backwardBugs, bugsOf, type BackwardInput } from './gradientBugs';
import { backwardArguments, gradientCase } from './gradients';
import { backward, forward, loss, PARAMS, type Network } from './network';

/** The step of the differences. */
const STEP = 1e-5;

/**
 * dLoss/dParam by central differences, in float64: (L(θ + h) − L(θ − h)) / 2h for one entry θ at a time.
 * Truncation costs h²/6 · L‴, rounding about 1.1e-16 · |L| / h; both together are least where h is near the
 * cube root of the unit roundoff, 5e-6, and leave 10 digits here.
 * Nocedal and Wright, Numerical Optimization, 2nd edition (2006), section 8.1.
 */
export function numericGradient({ x, y, p }: Pick<BackwardInput, 'x' | 'y' | 'p'>, h = STEP): Network {
  const at = (name: keyof Network, index: number, shift: number): number => {
    const values = p[name].values.slice();
    values[index]! += shift;
    return loss(forward(x, { ...p, [name]: { shape: p[name].shape, values } }).yHat, y);
  };
  const one = (name: keyof Network): Matrix => matrix(p[name].shape, Array.from(p[name].values, (_, i) => (at(name, i, h) - at(name, i, -h)) / (2 * h)));
  return { W1: one('W1'), b1: one('b1'), W2: one('W2'), b2: one('b2') };
}

/** What `backward` returned for a case, against differences of the loss. @throws CheckFailed where it is no object */
export function compareGradients(input: BackwardInput, plain: Plain): ParameterGradient[] {
  const fields = fieldsOf(plain, 'backward()', PARAMS);
  const numeric = numericGradient(input);
  const right = backward(input.x, input.y, input.f, input.p);
  const all = PARAMS.map((name): ParameterGradient => {
    const known = nameBug([{ input, got: numbersThatCame(fields.found.get(name)), want: right[name] }], bugsOf(name, backwardBugs));
    const { analytic, problem } = gradientIn(fields, name, numeric[name].shape);
    const entries = entriesOf(numeric[name], analytic);
    const raw = fields.found.get(name);
    const diagnosis = analytic ? patternOf(analytic, numeric[name], { rows: input.x.shape[0]!, classes: input.y.shape[1]! }) : raw && shapePatternOf(numbersThatCame(raw), numeric[name]);
    return {
      parameter: name,
      shape: numeric[name].shape,
      entries,
      wrong: entries.filter(({ relative }) => relative !== undefined && relative > GRADIENT_TOLERANCE).length,
      ...(problem && { problem }),
      ...(diagnosis && { diagnosis }),
      ...(known && { knownBug: { id: known.id, explanation: known.explanation } }),
    };
  });
  return all.sort((a, b) => (severity(a) === severity(b) ? 0 : severity(b) - severity(a)));
}

/** The learner's gradient of one parameter, or why there is none that could be compared. */
function gradientIn(fields: Fields, name: keyof Network, shape: readonly number[]): { analytic?: Matrix; problem?: Message } {
  try {
    return { analytic: fieldOf(fields, name, shape) };
  } catch (error) {
    if (error instanceof CheckFailed) return { problem: error.why };
    throw error;
  }
}

/** What cannot be compared is worse than any number, NaN than any error; those that are right stay in their order. */
const severity = ({ problem, wrong, entries: [worst] }: ParameterGradient): number => (problem ? Infinity : wrong ? Math.min(worst!.relative!, Number.MAX_VALUE) : 0);

function entriesOf(numeric: Matrix, analytic: Matrix | undefined): GradientEntry[] {
  const scale = gradientScale(largestOf(numeric));
  const columns = numeric.shape[1];
  const entries = Array.from(numeric.values, (value, i): GradientEntry => {
    const index = columns === undefined ? [i] : [Math.floor(i / columns), i % columns];
    const own = analytic?.values[i];
    if (own === undefined) return { index, numeric: value };
    const absolute = Number.isFinite(own) ? Math.abs(own - value) : Infinity;
    return { index, numeric: value, analytic: own, absolute, relative: absolute / scale };
  });
  // Stable: entries that are equally far off stay in their order. Infinity − Infinity would be NaN.
  return analytic ? entries.sort((a, b) => (a.relative === b.relative ? 0 : b.relative! - a.relative!)) : entries;
}

export const microscope: Microscope = {
  function: 'backward',
  async examine(call, seed): Promise<MicroscopeResult> {
    // The first case of a grade: these are the numbers that a failing check shows.
    const input = gradientCase(seed, 0);
    const parameters = compareGradients(input, await call('backward', backwardArguments(input)));
    const [rows, nIn] = input.x.shape as [number, number];
    const about = msg('{rows} rows, {nIn} inputs, {nHidden} hidden units, {nOut} classes. Numeric: central differences of the loss in float64, step {h}.', { rows, nIn, nHidden: input.p.b1.shape[0]!, nOut: input.p.b2.shape[0]!, h: STEP.toExponential() });
    return { function: 'backward', about, tolerance: GRADIENT_TOLERANCE, parameters };
  },
};
