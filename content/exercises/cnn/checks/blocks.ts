import { msg } from '../../../../src/kit/l10n';
import { CheckFailed, type Check } from '../../../../src/grading/check';
import { expectNear, show, wrongKind } from '../../../../src/grading/compare';
import { expectTensors, type Judge } from '../../../../src/grading/judge';
import { withKnownBugs, type Case } from '../../../../src/grading/knownBugs';
import { fill, matrix, normal, tensor, value, type Matrix } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { AUTODIFF, type Argument, type Returned } from '../../../../src/runner/protocol/messages';
import { accuracyBugs, convBugs, denseBugs, poolBugs, type AccuracyInput, type ConvInput, type DenseInput, type PoolInput } from './bugs';
import { conv2d, dense, pool } from './oracle';

/** Kernels that do the exercise's work; watched by name while conv2d and maxPool run (design.md). */
export const WATCHED = [
  'Conv2D', 'FusedConv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter', 'Conv3D', 'Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2',
  'DepthwiseConv2dNative', 'FusedDepthwiseConv2D', 'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter',
  'Dilation2D', 'Dilation2DBackpropInput', 'Dilation2DBackpropFilter', 'MaxPool', 'MaxPoolGrad', 'MaxPool3D', 'MaxPool3DGrad', 'MaxPoolWithArgmax', 'AvgPool', 'AvgPoolGrad', 'AvgPool3D', 'AvgPool3DGrad',
] as const;

export const byHand = (name: string) => ({ kernels }: Pick<Returned, 'kernels'>) => {
  const used = kernels.filter((kernel) => kernel !== AUTODIFF);
  if (used.length > 0) throw new CheckFailed(msg('`{name}` runs {kernel}, which this function is to do without: the point is to build it from slices and products.', { name, kernel: used[0]! }), { actual: used.join(', ') });
};

const conv: Judge<ConvInput> = {
  name: 'conv2d',
  arguments: ({ x, filters, stride }) => [tensor(x), tensor(filters), value(stride)],
  right: ({ x, filters, stride }) => conv2d(x, filters, stride),
  bugs: convBugs,
  alsoLook: byHand('conv2d'),
};

export const convCase = (seed: number, picture: [number, number, number, number], [height, width, out]: [number, number, number], stride: number): ConvInput => {
  const random = Random.for(seed, `conv${picture.join()}${height}${width}${stride}`);
  return { x: normal(random, picture), filters: normal(random, [height, width, picture[3], out], 0.5), stride };
};

const maxPool: Judge<PoolInput> = {
  name: 'maxPool',
  arguments: ({ x, size }) => [tensor(x), value(size)],
  right: ({ x, size }) => pool(x, size),
  bugs: poolBugs,
  alsoLook: byHand('maxPool'),
};
const poolCase = (seed: number, picture: [number, number, number, number], size: number, shift = 0): PoolInput => {
  const random = Random.for(seed, `pool${picture.join()}${size}${shift}`);
  return { x: fill(picture, () => random.normal() + shift), size };
};

const fullyConnected: Judge<DenseInput> = {
  name: 'fullyConnected',
  arguments: ({ x, weights, bias }) => [tensor(x), tensor(weights), tensor(bias)],
  right: ({ x, weights, bias }) => dense(x, weights, bias.values),
  bugs: denseBugs,
};
const denseCase = (seed: number, shape: number[], units: number): DenseInput => {
  const random = Random.for(seed, `dense${shape.join()}`);
  return { x: normal(random, shape), weights: normal(random, [shape.slice(1).reduce((n, d) => n * d, 1), units], 0.6), bias: normal(random, [units]) };
};

export const blocks: Check[] = [
  {
    id: 'conv-values',
    function: 'conv2d',
    title: msg('Convolution with stride 1, several channels, filters of any shape'),
    points: 12,
    run: (context) =>
      expectTensors(
        context,
        conv,
        [convCase(context.seed, [2, 5, 6, 2], [3, 3, 4], 1), convCase(context.seed, [1, 7, 4, 3], [2, 4, 2], 1), convCase(context.seed, [1, 4, 4, 2], [1, 1, 3], 1), convCase(context.seed, [2, 3, 3, 1], [5, 5, 2], 1)],
        msg('A value is not the sum of products of the window and the filter. Take one output at the border and write down which pixels lie under the filter, and which zeros.'),
      ),
  },
  {
    id: 'conv-stride',
    function: 'conv2d',
    title: msg('Strides of 2 and 3, padded as TensorFlow pads'),
    points: 10,
    run: (context) =>
      expectTensors(
        context,
        conv,
        [convCase(context.seed, [1, 8, 7, 2], [3, 3, 3], 2), convCase(context.seed, [2, 6, 9, 1], [2, 2, 2], 3), convCase(context.seed, [1, 9, 6, 2], [5, 3, 2], 2), convCase(context.seed, [1, 8, 5, 2], [4, 1, 2], 3), convCase(context.seed, [1, 6, 9, 1], [3, 3, 2], 3)],
        msg('With a stride above 1 a value is not right. Compute the padding by the formula above the function, for height and width each; it is not half the filter.'),
      ),
  },
  {
    id: 'pool-values',
    function: 'maxPool',
    title: msg('The largest value of each window, sizes 2 and 3'),
    points: 8,
    run: (context) =>
      expectTensors(
        context,
        maxPool,
        [poolCase(context.seed, [2, 4, 6, 3], 2), poolCase(context.seed, [1, 6, 9, 2], 3), poolCase(context.seed, [1, 3, 4, 2], 1), poolCase(context.seed, [1, 7, 5, 2], 2, 3), poolCase(context.seed, [2, 7, 8, 1], 3, 3)],
        msg('A value is not the largest of its window. Write down the windows of one row of the picture: where does each start, and does the last one hang over the border?'),
      ),
  },
  {
    id: 'pool-negative',
    function: 'maxPool',
    title: msg('Windows of negative values at a border that does not divide'),
    points: 6,
    run: (context) =>
      expectTensors(
        context,
        maxPool,
        [poolCase(context.seed, [1, 5, 5, 2], 2, -4), poolCase(context.seed, [2, 4, 7, 1], 3, -4)],
        msg('In a picture of negative values something other than a pixel wins at the border.'),
      ),
  },
  {
    id: 'dense-rank-2',
    function: 'fullyConnected',
    title: msg('Rows times weights plus bias'),
    points: 4,
    run: (context) => expectTensors(context, fullyConnected, [denseCase(context.seed, [4, 6], 3), denseCase(context.seed, [1, 5], 7)], msg('A value is not the row times the weights plus the bias.')),
  },
  {
    id: 'dense-flatten',
    function: 'fullyConnected',
    title: msg('Inputs of rank 3 and 4 are flattened first'),
    points: 4,
    run: (context) => expectTensors(context, fullyConnected, [denseCase(context.seed, [3, 2, 4], 5), denseCase(context.seed, [2, 3, 2, 4], 3)], msg('With pictures as input a value is not right. All axes but the first become one, in the order in which the values lie in memory.')),
  },
];

const lists = ({ predicted, actual }: AccuracyInput): Argument[] => [{ type: 'numbers', values: predicted }, { type: 'numbers', values: actual }];
const rightAccuracy = ({ predicted, actual }: AccuracyInput): Matrix => matrix([], [actual.length === 0 ? 0 : actual.filter((label, i) => label === predicted[i]).length / actual.length]);

async function expectAccuracy(context: Parameters<Check['run']>[0], inputs: AccuracyInput[]): Promise<void> {
  const cases: Case<AccuracyInput>[] = [];
  for (const input of inputs) {
    const { value: plain } = await context.call('accuracy', lists(input));
    const got = plain.type === 'number' ? plain.value : plain.type === 'tensor' && plain.values.length === 1 ? plain.values[0]! : undefined;
    if (got === undefined) throw wrongKind(plain, 'accuracy()', 'number');
    cases.push({ input, got: matrix([], [got]), want: rightAccuracy(input) });
  }
  withKnownBugs(cases, accuracyBugs, () => {
    for (const { got, want, input } of cases) expectNear(got, want, `accuracy(${input.predicted.length})`, msg('The accuracy is not the share of places where both lists agree.'));
  });
}

export const accuracyChecks: Check[] = [
  {
    id: 'accuracy-share',
    function: 'accuracy',
    title: msg('The share of correct predictions'),
    points: 3,
    async run(context) {
      const random = Random.for(context.seed, 'accuracy');
      const actual = Array.from({ length: 17 }, () => random.below(10));
      await expectAccuracy(context, [
        { predicted: [1, 2, 3, 4], actual: [1, 2, 0, 4] },
        { predicted: actual.map((label) => (random.next() < 0.6 ? label : (label + 1) % 10)), actual },
        { predicted: [5], actual: [5] },
        { predicted: [0, 0], actual: [1, 2] },
      ]);
    },
  },
  {
    id: 'accuracy-edges',
    function: 'accuracy',
    title: msg('Empty lists give 0, lists of different length an Error'),
    points: 3,
    async run(context) {
      await expectAccuracy(context, [{ predicted: [], actual: [] }]);
      for (const input of [{ predicted: [1, 2], actual: [1, 2, 3] }, { predicted: [1, 2, 3], actual: [] }]) {
        const outcome = await context.call('accuracy', lists(input), { mayThrow: true });
        if (outcome.threw === undefined) {
          const got = outcome.value.type === 'number' ? show(outcome.value.value) : outcome.value.type;
          throw new CheckFailed(msg('Lists of {a} and {b} entries are compared without an Error. A share of what, then?', { a: input.predicted.length, b: input.actual.length }), { expected: 'Error', actual: got });
        }
      }
    },
  },
];
