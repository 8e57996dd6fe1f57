/** What people get wrong in `forward`, `loss` and `predict`. */
import { msg, type Message } from '../../../../src/kit/l10n';
import type { KnownBug } from '../../../../src/grading/knownBugs';
import { argMaxRows, map, matMul, matrix, transpose, vector, type Matrix } from '../../../../src/grading/matrix';
import { affine, forward, softmaxRows, type Activations, type Network } from './network';

export interface ForwardInput {
  x: Matrix;
  p: Network;
  /** What entered each step of the learner's own pass, or the right values where those cannot be used. */
  own: Activations;
}
export interface LossInput {
  yHat: Matrix;
  y: Matrix;
}
export interface PredictInput {
  x: Matrix;
  p: Network;
}

/** One mistake that comes in several forms, none of which changes what there is to say. */
const variants = <Input>(id: string, explanation: Message, outputs: readonly ((input: Input) => Matrix | undefined)[]): KnownBug<Input>[] => outputs.map((output) => ({ id, explanation, output }));

const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));

export const NO_HIDDEN_LAYER = {
  id: 'no-hidden-layer',
  explanation: msg('There is no hidden layer: one weight matrix leads from the inputs straight to the result. Such a model draws straight lines and cannot learn XOR. The task’s network has two layers, each with weights and a bias of its own, and a non-linearity between them.'),
};

/** `forward` that gives one tensor instead of the four steps, as the article's does. */
export const oneLayerBugs: KnownBug<PredictInput>[] = variants(NO_HIDDEN_LAYER.id, NO_HIDDEN_LAYER.explanation, [
  ({ x, p }) => matMul(x, p.W1),
  ({ x, p }) => affine(x, p.W1, p.b1),
  ({ x, p }) => softmaxRows(matMul(x, p.W1)),
  ({ x, p }) => softmaxRows(affine(x, p.W1, p.b1)),
]);

export const z1Bugs: KnownBug<ForwardInput>[] = [
  { id: 'forward-no-hidden-bias', explanation: msg('`z1` is the product alone: the bias of the hidden layer is missing. Without it every hidden unit switches at the origin, whatever the data.'), output: ({ x, p }) => matMul(x, p.W1) },
];

export const a1Bugs: KnownBug<ForwardInput>[] = [
  { id: 'forward-relu', explanation: msg('`a1` is the ReLU of `z1`: everything negative has become 0. The task asks for another activation, and the slope in `backward` belongs to that one.'), output: ({ own }) => map(own.z1, (v) => Math.max(v, 0)) },
  { id: 'forward-sigmoid', explanation: msg('`a1` is the sigmoid of `z1`: it lies between 0 and 1. The task asks for an activation that is symmetric about 0.'), output: ({ own }) => map(own.z1, sigmoid) },
  { id: 'forward-linear', explanation: msg('`a1` is `z1` unchanged: there is no non-linearity. Two linear layers are one, and one linear layer cannot learn XOR.'), output: ({ own }) => own.z1 },
  { id: 'forward-hidden-softmax', explanation: msg('`a1` is the softmax of `z1`: the hidden units share a sum of 1 as if they were classes. Softmax belongs to the output; which activation does the hidden layer have?'), output: ({ own }) => softmaxRows(own.z1) },
];

export const z2Bugs: KnownBug<ForwardInput>[] = [
  { id: 'forward-z1-into-second', explanation: msg('`z1` goes into the second layer, so that the activation has no effect on the result. What did you compute it for?'), output: ({ own, p }) => affine(own.z1, p.W2, p.b2) },
  { id: 'forward-no-output-bias', explanation: msg('`z2` is the product alone: the bias of the output layer is missing.'), output: ({ own, p }) => matMul(own.a1, p.W2) },
  ...variants<ForwardInput>('forward-logits-activated', msg('`z2` has gone through an activation. The logits are the affine step itself; what follows them is softmax.'), [
    ({ own, p }) => map(affine(own.a1, p.W2, p.b2), Math.tanh),
    ({ own, p }) => map(affine(own.a1, p.W2, p.b2), (v) => Math.max(v, 0)),
    ({ own, p }) => map(affine(own.a1, p.W2, p.b2), sigmoid),
  ]),
];

/** Numbers as float32 holds them: exp(1000) is infinite there, and so is exp(90). */
const exponentials = (z: Matrix): Matrix => map(z, (v) => Math.fround(Math.exp(v)));
const shares = (e: Matrix): Matrix => {
  const columns = e.shape[1]!;
  const sums = Array.from({ length: e.shape[0]! }, (_, row) => e.values.subarray(row * columns, (row + 1) * columns).reduce((sum, v) => sum + v, 0));
  return map(e, (v, i) => v / sums[Math.floor(i / columns)]!);
};

export const yHatBugs: KnownBug<ForwardInput>[] = [
  { id: 'forward-logits', explanation: msg('`yHat` are the logits themselves. Probabilities are positive and each row of them sums to 1: which function makes them so?'), output: ({ own }) => own.z2 },
  { id: 'forward-sigmoid-output', explanation: msg('`yHat` is the sigmoid of each logit, which looks at one class at a time. Exactly one class is right: its rivals must lose what it wins, so that a row sums to 1.'), output: ({ own }) => map(own.z2, sigmoid) },
  { id: 'forward-softmax-axis', explanation: msg('The softmax runs over the rows of the batch, so that the columns sum to 1. The classes of one row compete, not the rows: which axis is that?'), output: ({ own }) => transpose(softmaxRows(transpose(own.z2))) },
  { id: 'forward-softmax-twice', explanation: msg('Softmax is applied twice. The second one flattens the probabilities: no class can become nearly certain any more.'), output: ({ own }) => softmaxRows(softmaxRows(own.z2)) },
  { id: 'forward-log-softmax', explanation: msg('`yHat` are logarithms of probabilities. `forward` gives the probabilities; the logarithm is the business of `loss`.'), output: ({ own }) => map(softmaxRows(own.z2), Math.log) },
  { id: 'forward-not-normalised', explanation: msg('`yHat` are the exponentials of the logits. What is still missing for a row to sum to 1?'), output: ({ own }) => exponentials(own.z2) },
  { id: 'forward-overflow', explanation: msg('The exponential of a logit of 1,000 is infinite in float32, and infinity divided by infinity is NaN. What changes when the same number is taken off every logit of a row, and which number would be a good one?'), output: ({ own }) => shares(exponentials(own.z2)) },
  { id: 'forward-shift-whole-batch', explanation: msg('The largest logit of the whole batch is taken off. A row far below it is left with nothing but zeros, and 0 divided by 0 is NaN. Whose maximum does a row need?'), output: ({ own }) => shares(exponentials(map(own.z2, (v) => v - Math.max(...own.z2.values)))) },
  { id: 'forward-clipped-logits', explanation: msg('Large logits are cut off, so that 1,000 and 998 come out alike. A softmax depends on differences only: make the numbers smaller without losing those.'), output: ({ own }) => shares(exponentials(map(own.z2, (v) => Math.min(Math.max(v, -80), 80)))) },
];

const clip = (v: number) => Math.min(1, Math.max(1e-7, v));
const scalar = (v: number) => matrix([], [v]);
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, v) => all + v, 0);
/** A term for each entry, then one number from all of them. */
const overEntries = (term: (yHat: number, y: number) => number, gather: (total: number, rows: number, classes: number) => number = (total, rows) => total / rows) => ({ yHat, y }: LossInput) =>
  scalar(gather(sum(yHat.values.map((v, i) => term(v, y.values[i]!))), yHat.shape[0]!, yHat.shape[1]!));
const crossEntropy = (v: number, y: number) => (y === 0 ? 0 : -y * Math.log(clip(v)));
const binary = (v: number, y: number) => -(y * Math.log(clip(v)) + (1 - y) * Math.log(clip(1 - v)));
const square = (v: number, y: number) => (v - y) ** 2;

export const lossBugs: KnownBug<LossInput>[] = [
  { id: 'loss-sum', explanation: msg('The loss is the sum over the rows: it is as many times too large as there are rows. The task asks for their mean, so that the learning rate does not depend on the size of the batch.'), output: overEntries(crossEntropy, (total) => total) },
  { id: 'loss-mean-entries', explanation: msg('The loss is a mean over all entries, too small by the number of classes. Over what does the formula add up, and over what does it take the mean?'), output: overEntries(crossEntropy, (total, rows, classes) => total / rows / classes) },
  { id: 'loss-no-minus', explanation: msg('The loss has the wrong sign: a logarithm of a probability is negative.'), output: overEntries((v, y) => -crossEntropy(v, y)) },
  { id: 'loss-log2', explanation: msg('The loss is in bits, not in nats: use the natural logarithm.'), output: overEntries((v, y) => crossEntropy(v, y) / Math.LN2) },
  { id: 'loss-log10', explanation: msg('The loss is taken with the logarithm to base 10: use the natural logarithm.'), output: overEntries((v, y) => crossEntropy(v, y) / Math.LN10) },
  ...variants('loss-squared', msg('This is the squared error. For probabilities the task takes cross-entropy: it punishes a confident mistake without bound, and it is what makes the error at `z2` so simple.'), [
    overEntries(square),
    overEntries(square, (total, rows, classes) => total / rows / classes),
    overEntries(square, (total, rows) => total / rows / 2),
    overEntries(square, (total) => total),
    overEntries(square, (total) => total / 2),
  ]),
  ...variants('loss-binary', msg('This is binary cross-entropy, which also charges for the classes that are wrong. Where one class of several is right, only the probability of that one counts.'), [overEntries(binary), overEntries(binary, (total, rows, classes) => total / rows / classes), overEntries(binary, (total) => total)]),
  { id: 'loss-no-logarithm', explanation: msg('The probabilities of the true classes are averaged as they are: the logarithm is missing.'), output: overEntries((v, y) => -v * y) },
  { id: 'loss-swapped', explanation: msg('Labels and predictions have changed places: the logarithm is taken of the labels.'), output: overEntries((v, y) => -v * Math.log(clip(y))) },
  { id: 'loss-log-of-mean', explanation: msg('The mean is taken first and the logarithm afterwards. A mean of logarithms is something else: which of the two does the formula have?'), output: (input) => map(overEntries((v, y) => clip(v) * y)(input), (v) => -Math.log(v)) },
  { id: 'loss-per-row', explanation: msg('There is one loss for each row. How do they become one number?'), output: ({ yHat, y }) => rowLosses(yHat, y) },
  { id: 'loss-per-entry', explanation: msg('There is one number for each entry. The formula has two sums; over which axes do they run?'), output: ({ yHat, y }) => map(yHat, (v, i) => crossEntropy(v, y.values[i]!)) },
  ...variants('loss-no-clip', msg('The logarithm of 0 is −∞, and 0 times that is NaN. The task says at which probability to stop.'), [overEntries((v, y) => -y * Math.log(v)), overEntries((v, y) => (y === 0 ? 0 : -Math.log(v)))]),
];

/** [N], or a scalar for one row: a vector of one entry counts as a scalar. */
function rowLosses(yHat: Matrix, y: Matrix): Matrix {
  const [rows, classes] = yHat.shape as [number, number];
  const losses = Array.from({ length: rows }, (_, row) => sum(yHat.values.subarray(row * classes, (row + 1) * classes).map((v, j) => crossEntropy(v, y.values[row * classes + j]!))));
  return rows === 1 ? scalar(losses[0]!) : vector(losses);
}

const rightClasses = ({ x, p }: PredictInput) => argMaxRows(forward(x, p).yHat);
const negative = (m: Matrix) => map(m, (v) => -v);

export const predictBugs: KnownBug<PredictInput>[] = [
  { id: 'predict-from-one', explanation: msg('The classes are counted from 1. An index counts from 0.'), output: (input) => vector(rightClasses(input).map((label) => label + 1)) },
  { id: 'predict-least', explanation: msg('This is the least probable class of each row.'), output: ({ x, p }) => vector(argMaxRows(negative(forward(x, p).yHat))) },
  { id: 'predict-axis', explanation: msg('The largest value is looked for over the rows of the batch: there is one number for each class instead of one for each row. Which axis are the classes?'), output: ({ x, p }) => vector(argMaxRows(transpose(forward(x, p).yHat))) },
  { id: 'predict-hidden', explanation: msg('This is the index of the most active hidden unit, not of a class. Whose largest entry is asked?'), output: ({ x, p }) => vector(argMaxRows(forward(x, p).a1)) },
  { id: 'predict-probability', explanation: msg('This is the largest probability of each row. The task asks where it stands, not how large it is.'), output: ({ x, p }) => { const { yHat } = forward(x, p); return vector(rightClasses({ x, p }).map((label, row) => yHat.values[row * yHat.shape[1]! + label]!)); } },
  { id: 'predict-first-row', explanation: msg('Only the first row has a class. Each row of the batch wants its own.'), output: (input) => vector(rightClasses(input).slice(0, 1)) },
  { id: 'predict-whole-batch', explanation: msg('The largest probability of the whole batch is looked for, as if it were one long row. Each row of the batch wants its own class.'), output: ({ x, p }) => { const { yHat } = forward(x, p); return vector(argMaxRows(matrix([1, yHat.values.length], yHat.values))); } },
];
