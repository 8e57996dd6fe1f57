/** What people get wrong in `backward`, `update` and the steps of `train`. */
import { msg, type Message } from '../../../../src/kit/l10n';
import type { KnownBug } from '../../../../src/grading/knownBugs';
import { map, matMul, matrix, sumRows, transpose, vector, type Matrix } from '../../../../src/grading/matrix';
import { backward, forward, PARAMS, update, type Activations, type Network } from './network';

export interface BackwardInput {
  x: Matrix;
  y: Matrix;
  f: Activations;
  p: Network;
}
export interface UpdateInput {
  p: Network;
  g: Network;
  learningRate: number;
}
export interface TrainInput {
  x: Matrix;
  y: Matrix;
  /** Where training starts. */
  from: Network;
  epochs: number;
  learningRate: number;
}

/** A mistake in a function that gives four parameters: it shows in those that it names. */
export interface NetworkBug<Input> {
  id: string;
  explanation: Message;
  output(input: Input): Partial<Network>;
}

/** What such mistakes do to one of the parameters. */
export const bugsOf = <Input>(name: keyof Network, bugs: readonly NetworkBug<Input>[]): KnownBug<Input>[] => bugs.map((bug) => ({ id: bug.id, explanation: bug.explanation, output: (input) => bug.output(input)[name] }));

const variants = <Input>(id: string, explanation: Message, outputs: readonly ((input: Input) => Partial<Network>)[]): NetworkBug<Input>[] => outputs.map((output) => ({ id, explanation, output }));

const times = (m: Matrix, factor: number): Matrix => map(m, (v) => v * factor);
const all = (network: Network, change: (m: Matrix) => Matrix): Network => ({ W1: change(network.W1), b1: change(network.b1), W2: change(network.W2), b2: change(network.b2) });
const entryByEntry = (a: Matrix, b: Matrix): Matrix => map(a, (v, i) => v * b.values[i]!);
const rowsIn = ({ x }: BackwardInput) => x.shape[0]!;

/** dLoss/dz2, divided by N. */
const outputError = ({ f, y, x }: BackwardInput): Matrix => map(f.yHat, (v, i) => (v - y.values[i]!) / x.shape[0]!);
/** dLoss/dz1 with some slope of the activation in place of tanh's. */
const hiddenError = (input: BackwardInput, slope: (a: number, z: number) => number = (a) => 1 - a ** 2): Matrix =>
  map(matMul(outputError(input), transpose(input.p.W2)), (v, i) => v * slope(input.f.a1.values[i]!, input.f.z1.values[i]!));

/** All four gradients, from an error at the output that is not the right one. */
const fromError = (error: (yHat: number, y: number) => number) => (input: BackwardInput): Network => {
  const dz2 = map(input.f.yHat, (v, i) => error(v, input.y.values[i]!) / rowsIn(input));
  const dz1 = map(matMul(dz2, transpose(input.p.W2)), (v, i) => v * (1 - input.f.a1.values[i]! ** 2));
  return { W1: matMul(transpose(input.x), dz1), b1: sumRows(dz1), W2: matMul(transpose(input.f.a1), dz2), b2: sumRows(dz2) };
};

/** The hidden layer's gradients with a wrong slope; who also forgets the mean or turns the sign is told so at `W2`. */
const withSlope = (slope: (a: number, z: number) => number) =>
  [(_: number) => 1, (rows: number) => rows, (_: number) => -1, (rows: number) => -rows].map((factor) => (input: BackwardInput): Partial<Network> => {
    const dz1 = times(hiddenError(input, slope), factor(rowsIn(input)));
    return { W1: matMul(transpose(input.x), dz1), b1: sumRows(dz1) };
  });
const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));

/** Sum over the columns: [n, m] -> [n] */
const sumColumns = (m: Matrix): Matrix => sumRows(transpose(m));
const biases = (gather: (error: Matrix) => Matrix) => (input: BackwardInput): Partial<Network> => ({ b1: gather(hiddenError(input)), b2: gather(outputError(input)) });

const SIGNS_AND_MEANS = [(_: number) => 1, (rows: number) => rows, (rows: number) => 1 / rows].flatMap((mean) => [mean, (rows: number) => -mean(rows)]);
/** The article's product: what leaves a layer, or its weights, takes the place of what enters it. */
const errorTimesWeights = SIGNS_AND_MEANS.flatMap((factor) => [
  (input: BackwardInput): Partial<Network> => {
    const weighted = (w: Matrix, error: Matrix) => map(w, (v, i) => v * sumRows(error).values[i % w.shape[1]!]! * factor(rowsIn(input)));
    return { W1: weighted(input.p.W1, hiddenError(input)), W2: weighted(input.p.W2, outputError(input)) };
  },
  (input: BackwardInput): Partial<Network> => ({
    W1: times(entryByEntry(hiddenError(input), matMul(input.x, input.p.W1)), factor(rowsIn(input))),
    W2: times(entryByEntry(outputError(input), matMul(input.f.a1, input.p.W2)), factor(rowsIn(input))),
  }),
]);

const right = ({ x, y, f, p }: BackwardInput) => backward(x, y, f, p);
const scaled = (factor: (rows: number, classes: number) => number) => (input: BackwardInput) => all(right(input), (m) => times(m, factor(rowsIn(input), input.y.shape[1]!)));

export const backwardBugs: NetworkBug<BackwardInput>[] = [
  { id: 'backward-sign', explanation: msg('Every entry has the wrong sign. In which order are prediction and label subtracted?'), output: scaled(() => -1) },
  { id: 'backward-no-mean', explanation: msg('Every entry is as many times too large as there are rows: the loss is a mean over the rows, and so is its gradient.'), output: scaled((rows) => rows) },
  { id: 'backward-sign-no-mean', explanation: msg('Every entry has the wrong sign, and is as many times too large as there are rows. In which order are prediction and label subtracted, and is the loss a sum over the rows or a mean?'), output: scaled((rows) => -rows) },
  { id: 'backward-mean-twice', explanation: msg('Every entry is as many times too small as there are rows: is the mean taken twice?'), output: scaled((rows) => 1 / rows) },
  { id: 'backward-over-entries', explanation: msg('Every entry is as many times too small as there are classes: the mean runs over all entries of the batch, where it should run over its rows.'), output: scaled((_, classes) => 1 / classes) },
  { id: 'backward-doubled', explanation: msg('Every entry is twice as large as it should be. A factor of 2 belongs to the squared error; here the loss is cross-entropy.'), output: scaled(() => 2) },
  { id: 'backward-labels-forgotten', explanation: msg('The error at the output is the prediction alone: the labels do not come in, so there is nothing to learn from.'), output: fromError((v) => v) },
  { id: 'backward-softmax-slope', explanation: msg('The error at the output is multiplied by yHat·(1 − yHat) on top. Softmax and cross-entropy have been derived together: what is left of that slope?'), output: fromError((v, y) => (v - y) * v * (1 - v)) },

  ...variants('backward-slope-forgotten', msg('The error comes back through `W2`, but the slope of the activation is missing: where a unit is saturated, hardly anything of it gets through.'), withSlope(() => 1)),
  ...variants('backward-slope-not-squared', msg('The slope is one minus `a1`. Derive tanh once more and look at the power.'), withSlope((a) => 1 - a)),
  ...variants('backward-slope-of-z1', msg('The slope is computed from `z1`, with the formula that holds for the activation `a1`. Which of the two is tanh already?'), withSlope((_, z) => 1 - z ** 2)),
  ...variants('backward-slope-sigmoid', msg('This is the slope of the sigmoid. The hidden layer has another activation.'), [...withSlope((a) => a * (1 - a)), ...withSlope((_, z) => sigmoid(z) * (1 - sigmoid(z)))]),
  ...variants('backward-slope-relu', msg('This is the slope of ReLU, which lets an error pass or stops it. The hidden layer has another activation.'), withSlope((_, z) => (z > 0 ? 1 : 0))),
  ...variants('backward-slope-tanh-twice', msg('In the slope tanh is taken of `a1`, which is a tanh already.'), withSlope((a) => 1 - Math.tanh(a) ** 2)),
  {
    id: 'backward-hidden-zero',
    explanation: msg('The gradient is zero everywhere, so the hidden layer would never learn. If it is computed at all: the output errors of a row always add up to zero, and nothing else is left where the error does not go back through `W2`.'),
    output: ({ p }) => ({ W1: times(p.W1, 0), b1: times(p.b1, 0) }),
  },

  ...variants('backward-error-times-weights', msg('The error is multiplied by the layer’s weights, or by what the layer gives. How much a weight counts depends on what came in at its other end: which quantity of the forward pass is that, and how must the two be arranged for the shape of the weights to come out?'), errorTimesWeights),
  { id: 'backward-W2-from-z1', explanation: msg('At `W2` the error meets `z1`. What did `forward` send through these weights?'), output: (input) => ({ W2: matMul(transpose(input.f.z1), outputError(input)) }) },
  { id: 'backward-transposed', explanation: msg('The product stands the wrong way round: the gradient is transposed. It has the shape of what it belongs to.'), output: (input) => ({ W1: transpose(right(input).W1), W2: transpose(right(input).W2) }) },

  { id: 'backward-bias-not-summed', explanation: msg('There is one gradient of the bias for each row. One bias serves all rows: how do their shares become one?'), output: biases((error) => error) },
  { id: 'backward-bias-first-row', explanation: msg('The gradient of the bias is that of the first row alone. The bias touches every row.'), output: biases((error) => matrix([error.shape[1]!], error.values.subarray(0, error.shape[1]))) },
  { id: 'backward-bias-two-dimensional', explanation: msg('The gradient of the bias is right but for its shape: it has a row dimension too many. A bias has one dimension.'), output: biases((error) => matrix([1, error.shape[1]!], sumRows(error).values)) },
  { id: 'backward-bias-axis', explanation: msg('The gradient of the bias is summed over the units: there is one number for each row. Over which axis should the sum run, so that each unit keeps its own?'), output: biases(sumColumns) },
  { id: 'backward-bias-one-number', explanation: msg('The gradient of the bias is a single number: rows and units are all added up. Each unit has a bias of its own.'), output: biases((error) => matrix([], [error.values.reduce((sum, v) => sum + v, 0)])) },
  { id: 'backward-biases-swapped', explanation: msg('The gradients of `b1` and `b2` have changed places.'), output: (input) => ({ b1: right(input).b2, b2: right(input).b1 }) },
];

const moved = (step: (p: number, g: number, learningRate: number) => number) => ({ p, g, learningRate }: UpdateInput): Network => {
  const one = (name: keyof Network) => map(p[name], (v, i) => step(v, g[name].values[i]!, learningRate));
  return { W1: one('W1'), b1: one('b1'), W2: one('W2'), b2: one('b2') };
};

export const updateBugs: NetworkBug<UpdateInput>[] = [
  ...variants('update-uphill', msg('The step goes uphill: the parameter moves along the gradient instead of against it, and the loss grows.'), [moved((p, g, rate) => p + rate * g), moved((p, g) => p + g)]),
  { id: 'update-no-rate', explanation: msg('The step is the whole gradient: the learning rate has no effect.'), output: moved((p, g) => p - g) },
  ...variants('update-fixed-rate', msg('The step does not follow the learning rate that the function is given: a fixed number stands in its place.'), [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5].map((rate) => moved((p, g) => p - rate * g))),
  ...variants('update-step-only', msg('The step alone comes back, and what the parameter was before is lost. From where is the step to be taken?'), [moved((_, g, rate) => -rate * g), moved((_, g, rate) => rate * g), moved((_, g) => g), moved((_, g) => -g)]),
  { id: 'update-biases-stay', explanation: msg('A bias stays where it was. Biases learn just as weights do.'), output: ({ p }) => ({ b1: p.b1, b2: p.b2 }) },
  { id: 'update-not-moved', explanation: msg('The weights stay where they were. A tensor is never changed in place: each operation gives a new one. Which tensor does the function return?'), output: ({ p }) => ({ W1: p.W1, W2: p.W2 }) },
];

/** All four parameters in a row, for a comparison of whole networks. */
export const flat = (network: Network): Matrix => vector(PARAMS.flatMap((name) => [...network[name].values]));

const gradientsAt = ({ x, y }: TrainInput, p: Network) => backward(x, y, forward(x, p), p);
/** So many steps with the whole batch, each made by `step`. */
const steps = (step: (input: TrainInput, p: Network) => Network, count: (epochs: number) => number = (epochs) => epochs) => (input: TrainInput): Matrix => {
  let p = input.from;
  for (let i = 0; i < count(input.epochs); i++) p = step(input, p);
  return flat(p);
};
const rightStep = (input: TrainInput, p: Network) => update(p, gradientsAt(input, p), input.learningRate);

export const trainBugs: KnownBug<TrainInput>[] = [
  { id: 'train-uphill', explanation: msg('The training climbs: each step goes along the gradient instead of against it. Look at the sign of the error in `backward` and at that of the step in `update`.'), output: steps((input, p) => update(p, gradientsAt(input, p), -input.learningRate)) },
  { id: 'train-no-mean', explanation: msg('Each step is as many times too long as the batch has rows: the gradient is a sum over them, where the loss is a mean.'), output: steps((input, p) => update(p, gradientsAt(input, p), input.learningRate * input.x.shape[0]!)) },
  { id: 'train-gradient-once', explanation: msg('All steps use the gradient of the first one. The parameters have moved since: what must be computed anew in each step?'), output: (input) => flat(update(input.from, gradientsAt(input, input.from), input.learningRate * input.epochs)) },
  { id: 'train-biases-stay', explanation: msg('The weights learn and the biases stay at their initial values. All four parameters move in every step.'), output: steps((input, p) => ({ ...rightStep(input, p), b1: p.b1, b2: p.b2 })) },
  { id: 'train-output-layer-only', explanation: msg('Only the output layer learns; `W1` and `b1` stay at their initial values. What the error does there is the point of the exercise.'), output: steps((input, p) => ({ ...rightStep(input, p), W1: p.W1, b1: p.b1 })) },
  { id: 'train-new-W2-in-chain', explanation: msg('`W2` has moved already when the error goes back through it. All four gradients belong to the same point: compute them all, then move.'), output: steps((input, p) => { const { W2, b2 } = rightStep(input, p); return { ...update(p, backward(input.x, input.y, forward(input.x, p), { ...p, W2 }), input.learningRate), W2, b2 }; }) },
  { id: 'train-one-epoch', explanation: msg('The training ends after one step. How many epochs were asked for, and does each of them start from where the last one ended?'), output: steps(rightStep, () => 1) },
  { id: 'train-epoch-short', explanation: msg('One epoch is missing. Count the turns of the loop from its first to its last.'), output: steps(rightStep, (epochs) => epochs - 1) },
  { id: 'train-epoch-more', explanation: msg('There is one epoch too many. Count the turns of the loop from its first to its last.'), output: steps(rightStep, (epochs) => epochs + 1) },
];
