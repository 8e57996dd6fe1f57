import { msg } from '../../../../src/kit/l10n';
import { CheckFailed, type Check, type CheckContext } from '../../../../src/grading/check';
import { expectNear, fieldOf, fieldsOf, numbersOf, show, showList, tensorOf, type Fields } from '../../../../src/grading/compare';
import { fill, matrix, normal, tensor, type Matrix } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { batch, network, networkArgument, oneHot } from './data';
import { affine, forward, loss, predict, softmaxRows, type Activations, type Network } from './network';

const FIELDS = ['z1', 'a1', 'z2', 'yHat'] as const;

const SIZES = [
  { rows: 5, nIn: 4, nHidden: 6, nOut: 3 },
  { rows: 1, nIn: 2, nHidden: 3, nOut: 4 },
];

interface ForwardCase {
  p: Network;
  got: Fields;
  want: Activations;
}

/** `forward` on every case, called once for the checks that look at it. */
const forwardCases = (context: CheckContext): Promise<ForwardCase[]> =>
  context.once('forward', async () => {
    const cases: ForwardCase[] = [];
    for (const [i, sizes] of SIZES.entries()) {
      const random = Random.for(context.seed, `forward${i}`);
      const p = network(random, sizes);
      const { x } = batch(random, sizes);
      const { value } = await context.call('forward', [tensor(x), networkArgument(p)]);
      cases.push({ p, got: fieldsOf(value, 'forward()', FIELDS), want: forward(x, p) });
    }
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

export const forwardPass: Check[] = [
  {
    id: 'forward-hidden',
    function: 'forward',
    title: msg('Hidden layer: z1 and a1'),
    points: 7,
    async run(context) {
      for (const one of await forwardCases(context)) {
        expectNear(field(one, 'z1'), one.want.z1, 'z1', msg('`z1` is not x·W1 + b1. Is the bias added, and to every row?'));
        expectNear(field(one, 'a1'), one.want.a1, 'a1', msg('`a1` is not tanh(z1). Which activation does the task ask for?'));
      }
    },
  },
  {
    id: 'forward-output',
    function: 'forward',
    title: msg('Output layer: z2 and the probabilities yHat'),
    points: 7,
    async run(context) {
      for (const one of await forwardCases(context)) {
        expectNear(field(one, 'z2'), affine(ownOrRight(one, 'a1'), one.p.W2, one.p.b2), 'z2', msg('`z2` is not a1·W2 + b2. Look at what enters the second layer, and at its bias.'));
        const yHat = field(one, 'yHat');
        expectNear(yHat, softmaxRows(ownOrRight(one, 'z2')), 'yHat', sumsToOne(yHat) ? msg('Each row of `yHat` sums to 1, but it is not the softmax of `z2`. Is softmax applied exactly once, to `z2`?') : msg('`yHat` is not the softmax of `z2` over the classes: each row must sum to 1.'));
      }
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
      const one: ForwardCase = { p, got: fieldsOf(value, 'forward()', FIELDS), want: forward(x, p) };
      const z2 = ownOrRight(one, 'z2');
      // Logits that are small, for whatever reason, are no test of stability.
      const large = rowsOf(z2).some((row) => Math.max(...row.map(Math.abs)) >= 500);
      expectNear(field(one, 'yHat'), large ? softmaxRows(z2) : one.want.yHat, 'yHat', msg('`yHat` is wrong for logits of ±1,000. What does exp(1000) give in float32, and what changes when the same number is taken off every logit of a row?'));
    },
  },
  {
    id: 'loss-value',
    function: 'loss',
    title: msg('Mean cross-entropy over the rows'),
    points: 7,
    async run(context) {
      for (const [rows, classes] of [[4, 3], [1, 2], [7, 5]] as const) {
        const random = Random.for(context.seed, `loss${rows}`);
        const probabilities = softmaxRows(normal(random, [rows, classes], 0.8));
        const yHat = fill([rows, classes], (i) => probabilities.values[i]!);
        const y = oneHot(Array.from({ length: rows }, () => random.below(classes)), classes);
        const { value } = await context.call('loss', [tensor(yHat), tensor(y)]);
        const want = loss(yHat, y);
        const got = tensorOf(value, 'loss()', []);
        expectNear(got, matrix([], [want]), 'loss', lossHint(got.values[0]!, want, rows, classes));
      }
    },
  },
  {
    id: 'loss-clip',
    function: 'loss',
    title: msg('Probabilities of exactly 0 and 1 give a finite loss'),
    points: 3,
    async run(context) {
      const sure = await context.call('loss', [tensor(matrix([2, 3], [1, 0, 0, 0, 1, 0])), tensor(oneHot([0, 1], 3))]);
      expectNear(tensorOf(sure.value, 'loss()', []), matrix([], [0]), 'loss', msg('All rows are predicted with probability 1, so the loss must be 0 (or as good as).'));
      const wrong = await context.call('loss', [tensor(matrix([1, 3], [1, 0, 0])), tensor(oneHot([1], 3))]);
      const got = tensorOf(wrong.value, 'loss()', []).values[0]!;
      if (!(got > 10 && got < 100)) {
        throw new CheckFailed(msg('The true class has probability 0: the loss must be large but finite. Clip the probabilities at 1e-7 before the logarithm.'), { expected: `−ln(1e-7) = ${show(-Math.log(1e-7))}`, actual: show(got) });
      }
    },
  },
];

const rowsOf = ({ shape, values }: Matrix): number[][] => Array.from({ length: shape[0]! }, (_, row) => Array.from(values.subarray(row * shape[1]!, (row + 1) * shape[1]!)));
const sumsToOne = (m: Matrix): boolean => rowsOf(m).every((row) => Math.abs(row.reduce((sum, v) => sum + v, 0) - 1) < 1e-4);

/** Recognises the usual slips by their ratio to the right value. */
function lossHint(got: number, want: number, rows: number, classes: number) {
  const near = (factor: number) => Math.abs(got - want * factor) <= 1e-3 * Math.abs(want * factor);
  if (near(-1)) return msg('The loss has the wrong sign: a logarithm of a probability is negative.');
  if (rows > 1 && near(rows)) return msg('The loss is {rows} times too large: the sum over the rows is not divided by their number.', { rows });
  if (near(1 / classes)) return msg('The loss is {classes} times too small: it is a mean over all entries, where a mean over rows is asked.', { classes });
  if (near(1 / Math.LN2)) return msg('The loss is in bits, not in nats: use the natural logarithm.');
  return msg('The loss is not −Σ y·ln(yHat), averaged over the rows. Work it out by hand for one row.');
}

export const prediction: Check[] = [
  {
    id: 'predict-classes',
    function: 'predict',
    title: msg('The most probable class of each row'),
    points: 5,
    async run(context) {
      for (const sizes of [{ rows: 12, nIn: 4, nHidden: 6, nOut: 3 }, { rows: 3, nIn: 2, nHidden: 5, nOut: 6 }]) {
        const random = Random.for(context.seed, `predict${sizes.rows}`);
        const { x, p } = clearCase(random, sizes);
        const { value } = await context.call('predict', [tensor(x), networkArgument(p)]);
        const want = predict(x, p);
        const got = numbersOf(value, 'predict()', sizes.rows);
        const at = want.findIndex((label, i) => got[i] !== label);
        if (at >= 0) throw new CheckFailed(msg('Row {row} is given the wrong class. The class is the index of the largest probability in the row, counted from 0.', { row: at }), { expected: showList(want), actual: showList(got) });
      }
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
