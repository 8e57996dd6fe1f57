import { msg, type Message } from '../../../../src/kit/l10n';
import { CheckFailed, type Check, type CheckContext } from '../../../../src/grading/check';
import { expectNear, fieldOf, fieldsOf, numbersOf, show, showList, tensorOf, type Fields } from '../../../../src/grading/compare';
import { numbersThatCame, withKnownBugs, type Case, type KnownBug } from '../../../../src/grading/knownBugs';
import { fill, matrix, normal, tensor, vector, type Matrix } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import type { Plain } from '../../../../src/runner/protocol/messages';
import { a1Bugs, lossBugs, oneLayerBugs, predictBugs, yHatBugs, z1Bugs, z2Bugs, type ForwardInput, type LossInput, type PredictInput } from './bugs';
import { batch, network, networkArgument, oneHot } from './data';
import { affine, forward, loss, predict, softmaxRows, type Activations, type Network } from './network';

const FIELDS = ['z1', 'a1', 'z2', 'yHat'] as const;

const SIZES = [
  { rows: 5, nIn: 4, nHidden: 6, nOut: 3 },
  { rows: 1, nIn: 2, nHidden: 3, nOut: 4 },
];

interface ForwardCase {
  x: Matrix;
  p: Network;
  got: Fields;
  want: Activations;
}

/** `forward` on every case, called once for the checks that look at it. */
const forwardCases = (context: CheckContext): Promise<ForwardCase[]> =>
  context.once('forward', async () => {
    const answers: (Case<PredictInput> & { value: Plain })[] = [];
    for (const [i, sizes] of SIZES.entries()) {
      const random = Random.for(context.seed, `forward${i}`);
      const p = network(random, sizes);
      const { x } = batch(random, sizes);
      const { value } = await context.call('forward', [tensor(x), networkArgument(p)]);
      answers.push({ input: { x, p }, value, got: numbersThatCame(value), want: forward(x, p).yHat });
    }
    const cases: ForwardCase[] = [];
    withKnownBugs(answers, oneLayerBugs, () => {
      for (const { input, value } of answers) cases.push({ ...input, got: fieldsOf(value, 'forward()', FIELDS), want: forward(input.x, input.p) });
    });
    return cases;
  });

const field = (one: ForwardCase, name: keyof Activations): Matrix => fieldOf(one.got, name, one.want[name].shape);

/**
 * What the learner's code has in `name`, or what belongs there if that cannot be used: each step is judged by
 * what went into it, so that one mistake costs the points of one check.
 */
function ownOrRight(one: ForwardCase, name: keyof Activations): Matrix {
  try {
    const own = field(one, name);
    return own.values.every(Number.isFinite) ? own : one.want[name];
  } catch {
    return one.want[name];
  }
}

const ownPass = (one: ForwardCase): Activations => ({ z1: ownOrRight(one, 'z1'), a1: ownOrRight(one, 'a1'), z2: ownOrRight(one, 'z2'), yHat: ownOrRight(one, 'yHat') });

/** One step of the pass on every case; where it finds a known mistake, the finding gets its name. */
function compareStep(cases: readonly ForwardCase[], name: keyof Activations, bugs: readonly KnownBug<ForwardInput>[], wanted: (one: ForwardCase) => Matrix, look: (actual: Matrix) => Message): void {
  const known = cases.map((one) => ({ input: { x: one.x, p: one.p, own: ownPass(one) }, got: numbersThatCame(one.got.found.get(name)), want: wanted(one) }));
  withKnownBugs(known, bugs, () => {
    for (const [i, one] of cases.entries()) {
      const actual = field(one, name);
      expectNear(actual, known[i]!.want, name, look(actual));
    }
  });
}

/**
 * Logits of ±1,000, where exp() of a float32 overflows unless the row's maximum is taken off first. 998 beside
 * 1,000 shows logits that were cut off instead; a row far below the others, a maximum of the whole batch.
 */
function saturated(): { x: Matrix; p: Network } {
  return {
    x: matrix([3, 1], [1, -1, 1]),
    p: { W1: matrix([1, 2], [20, 20]), b1: matrix([2], [0, 0]), W2: matrix([2, 3], [500, 499, 0, 500, 499, 0]), b2: matrix([3], [0, 0, 0]) },
  };
}

/** What `loss` gives for one input; a vector of one entry counts as a scalar. */
async function lossCase(context: CheckContext, input: LossInput): Promise<Case<LossInput> & { value: Plain }> {
  const { value } = await context.call('loss', [tensor(input.yHat), tensor(input.y)]);
  const came = value.type === 'tensor' ? numbersThatCame(value) : numbersThatCame(undefined);
  const got = came.values.length === 1 && came.shape.length === 1 ? matrix([], came.values) : came;
  return { input, value, got, want: matrix([], [loss(input.yHat, input.y)]) };
}

/** `loss` on probabilities far from 0 and 1. */
const lossCases = (context: CheckContext) =>
  context.once('loss', async () => {
    const cases: Awaited<ReturnType<typeof lossCase>>[] = [];
    for (const [rows, classes] of [[4, 3], [1, 2], [7, 5]] as const) {
      const random = Random.for(context.seed, `loss${rows}`);
      const probabilities = softmaxRows(normal(random, [rows, classes], 0.8));
      const yHat = fill([rows, classes], (i) => probabilities.values[i]!);
      cases.push(await lossCase(context, { yHat, y: oneHot(Array.from({ length: rows }, () => random.below(classes)), classes) }));
    }
    return cases;
  });

export const forwardPass: Check[] = [
  {
    id: 'forward-hidden',
    function: 'forward',
    title: msg('Hidden layer: z1 and a1'),
    points: 7,
    async run(context) {
      const cases = await forwardCases(context);
      compareStep(cases, 'z1', z1Bugs, ({ want }) => want.z1, () => msg('`z1` is not x·W1 + b1. Is the bias added, and to every row?'));
      compareStep(cases, 'a1', a1Bugs, ({ want }) => want.a1, () => msg('`a1` is not tanh(z1). Which activation does the task ask for?'));
    },
  },
  {
    id: 'forward-output',
    function: 'forward',
    title: msg('Output layer: z2 and the probabilities yHat'),
    points: 7,
    async run(context) {
      const cases = await forwardCases(context);
      compareStep(cases, 'z2', z2Bugs, (one) => affine(ownOrRight(one, 'a1'), one.p.W2, one.p.b2), () => msg('`z2` is not a1·W2 + b2. Look at what enters the second layer, and at its bias.'));
      compareStep(cases, 'yHat', yHatBugs, (one) => softmaxRows(ownOrRight(one, 'z2')), (yHat) => (sumsToOne(yHat) ? msg('Each row of `yHat` sums to 1, but it is not the softmax of `z2`. Is softmax applied exactly once, to `z2`?') : msg('`yHat` is not the softmax of `z2` over the classes: each row must sum to 1.')));
    },
  },
  {
    id: 'forward-stable',
    function: 'forward',
    title: msg('Logits of ±1,000 stay finite'),
    points: 3,
    async run(context) {
      const { x, p } = saturated();
      const { value } = await context.call('forward', [tensor(x), networkArgument(p)]);
      const one: ForwardCase = { x, p, got: fieldsOf(value, 'forward()', FIELDS), want: forward(x, p) };
      const z2 = ownOrRight(one, 'z2');
      // Logits that are small, for whatever reason, are no test of stability.
      const large = rowsOf(z2).some((row) => Math.max(...row.map(Math.abs)) >= 500);
      compareStep([one], 'yHat', yHatBugs, () => (large ? softmaxRows(z2) : one.want.yHat), () => msg('`yHat` is wrong for logits of ±1,000. What does exp(1000) give in float32, and what changes when the same number is taken off every logit of a row?'));
    },
  },
  {
    id: 'loss-value',
    function: 'loss',
    title: msg('Mean cross-entropy over the rows'),
    points: 7,
    async run(context) {
      const cases = await lossCases(context);
      withKnownBugs(cases, lossBugs, () => {
        for (const { value, want } of cases) expectNear(tensorOf(value, 'loss()', []), want, 'loss', msg('The loss is not −Σ y·ln(yHat), averaged over the rows. Work it out by hand for one row.'));
      });
    },
  },
  {
    id: 'loss-clip',
    function: 'loss',
    title: msg('Probabilities of exactly 0 and 1 give a finite loss'),
    points: 3,
    async run(context) {
      const sure = await lossCase(context, { yHat: matrix([2, 3], [1, 0, 0, 0, 1, 0]), y: oneHot([0, 1], 3) });
      const wrong = await lossCase(context, { yHat: matrix([1, 3], [1, 0, 0]), y: oneHot([1], 3) });
      // A mistake that shows here as well has the same name as there, if it is the same in all of them.
      const others = await lossCases(context).catch(() => []); // loss-value tells what is wrong there
      withKnownBugs([...others, sure, wrong], lossBugs, () => {
        expectNear(tensorOf(sure.value, 'loss()', []), sure.want, 'loss', msg('All rows are predicted with probability 1, so the loss must be 0 (or as good as).'));
        const got = tensorOf(wrong.value, 'loss()', []).values[0]!;
        if (got > 10 && got < 100) return;
        throw new CheckFailed(msg('The true class has probability 0: the loss must be large but finite. Clip the probabilities at 1e-7 before the logarithm.'), { expected: `−ln(1e-7) = ${show(-Math.log(1e-7))}`, actual: show(got) });
      });
    },
  },
];

const rowsOf = ({ shape, values }: Matrix): number[][] => Array.from({ length: shape[0]! }, (_, row) => Array.from(values.subarray(row * shape[1]!, (row + 1) * shape[1]!)));
const sumsToOne = (m: Matrix): boolean => rowsOf(m).every((row) => Math.abs(row.reduce((sum, v) => sum + v, 0) - 1) < 1e-4);

export const prediction: Check[] = [
  {
    id: 'predict-classes',
    function: 'predict',
    title: msg('The most probable class of each row'),
    points: 5,
    async run(context) {
      const cases: (Case<PredictInput> & { value: Plain; labels: number[] })[] = [];
      for (const sizes of [{ rows: 12, nIn: 4, nHidden: 6, nOut: 3 }, { rows: 3, nIn: 2, nHidden: 5, nOut: 6 }]) {
        const { x, p } = clearCase(Random.for(context.seed, `predict${sizes.rows}`), sizes);
        const { value } = await context.call('predict', [tensor(x), networkArgument(p)]);
        const labels = predict(x, p);
        cases.push({ input: { x, p }, value, labels, got: value.type === 'numbers' ? numbersThatCame(value) : numbersThatCame(undefined), want: vector(labels) });
      }
      withKnownBugs(cases, predictBugs, () => {
        for (const { value, labels } of cases) {
          const got = numbersOf(value, 'predict()', labels.length);
          const at = labels.findIndex((label, i) => got[i] !== label);
          if (at >= 0) throw new CheckFailed(msg('Row {row} is given the wrong class. The class is the index of the largest probability in the row, counted from 0.', { row: at }), { expected: showList(labels), actual: showList(got) });
        }
      });
    },
  },
];

/** Draws until no row is a near tie, where float32 and float64 may rightly disagree. */
function clearCase(random: Random, sizes: { rows: number; nIn: number; nHidden: number; nOut: number }): { x: Matrix; p: Network } {
  for (;;) {
    const p = network(random, sizes);
    const { x } = batch(random, sizes);
    const { yHat } = forward(x, p);
    const clear = rowsOf(yHat).map((row) => row.sort((a, b) => b - a)).every(([first, second]) => first! - second! > 1e-3);
    if (clear && new Set(predict(x, p)).size > 1) return { x, p };
  }
}
