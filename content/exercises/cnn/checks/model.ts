import { msg } from '../../../../src/kit/l10n';
import { CheckFailed, type Check, type CheckContext } from '../../../../src/grading/check';
import { numbersIn, show, showList, tensorOf, wrongKind } from '../../../../src/grading/compare';
import { withKnownBugs } from '../../../../src/grading/knownBugs';
import { vector } from '../../../../src/grading/matrix';
import { KeptLost } from '../../../../src/grading/session';
import type { Argument, Plain } from '../../../../src/runner/protocol/messages';
import { predictBugs } from './bugs';
import { images, readDigits, some } from './digits';

const MAX_PARAMETERS = 500_000;
const BUILD_LIMIT = 20_000;
const PREDICT_LIMIT = 60_000;

export type Model = Extract<Plain, { type: 'model' }>;

/** Builds a model that stays in the learner's process under `name`. @throws CheckFailed when it is none */
export async function build(context: CheckContext, name: string): Promise<{ model: Model; kept: Argument }> {
  const { value: plain } = await context.call('buildModel', [], { keepAs: name, limitMs: BUILD_LIMIT });
  if (plain.type !== 'model') throw wrongKind(plain, 'buildModel()', 'tf.LayersModel');
  return { model: plain, kept: { type: 'kept', name } };
}

/**
 * Does work with a model that lives in the learner's process. If the process is replaced meanwhile (native code
 * ended it, and another backend takes over), the model is gone with it, and the work is done once more.
 */
export async function withModel<T>(context: CheckContext, name: string, work: (model: Model, kept: Argument) => Promise<T>): Promise<T> {
  for (let left = 1; ; left--) {
    try {
      const { model, kept } = await build(context, name);
      return await work(model, kept);
    } catch (error) {
      if (!(error instanceof KeptLost)) throw error;
      if (left === 0) throw new CheckFailed(msg('The process with the model ended before the work was done.'), { status: 'crashed' });
    }
  }
}

/** What the model says of these pictures, without the learner's `predict`. */
export const probabilities = async (context: CheckContext, kept: Argument, pictures: Argument, count: number): Promise<number[][]> => {
  const { value: plain } = await context.call('@predict', [kept, pictures], { limitMs: PREDICT_LIMIT });
  const { values } = tensorOf(plain, 'model.predict()', [count, 10]);
  return Array.from({ length: count }, (_, row) => Array.from(values.subarray(row * 10, (row + 1) * 10)));
};

/** As TensorFlow.js shows it: `null` for what is not fixed. */
const modelShape = (shape: readonly number[]) => `[${shape.map((side) => (side < 0 ? 'null' : side)).join(', ')}]`;

interface Looked {
  model: Model;
  rows: number[][];
}

/** The untrained model and what it says of 20 digits, for the checks of buildModel. */
const looked = (context: CheckContext): Promise<Looked> =>
  context.once('looked', () =>
    withModel(context, 'looked', async (model, kept) => {
      const shapes = { input: modelShape(model.input), output: modelShape(model.output) };
      if (model.inputs !== 1 || model.input.slice(1).join() !== '28,28,1') throw new CheckFailed(msg('The model takes inputs of shape {input}. Digits come as [batch, 28, 28, 1].', shapes), { expected: '[null, 28, 28, 1]', actual: shapes.input });
      if (model.outputs !== 1 || model.output.length !== 2 || model.output[1] !== 10) {
        throw new CheckFailed(msg('The model’s output has shape {output}: one row of 10 classes for each picture is asked. Is the picture flattened before the last dense layer?', shapes), { expected: '[null, 10]', actual: shapes.output, ...(model.output.length === 4 && { knownBug: 'model-no-flatten' }) });
      }
      const { training } = await readDigits(context.read);
      return { model, rows: await probabilities(context, kept, images(some(training, 20)), 20) };
    }),
  );

/** A layer of the learner's own counts by its name, as one of tf.layers does. */
const isConvolution = (kind: string) => /conv/i.test(kind);
/** Layers of tf.layers that are linear (or do not compute at all) unless they have an activation. */
const LINEAR = /^(InputLayer|Dense|(Separable|Depthwise)?Conv2D(Transpose)?|Conv1D|LocallyConnected.*|Flatten|Reshape|Permute|RepeatVector|Cropping2D|ZeroPadding2D|UpSampling2D|Resizing|Rescaling|CenterCrop|(Global)?(Average|Max)Pooling[12]D|BatchNormalization|LayerNormalization|(Spatial)?Dropout.*|AlphaDropout|Gaussian.*|Add|Average|Concatenate|Activation|Softmax)$/;
/**
 * Whether a layer bends what goes through it. The softmax at the end does not count, nor does the maximum of a
 * pooling (the task says so); a layer of the learner's own is taken at its word.
 */
const bends = ({ kind, activation }: Model['layers'][number]) => (activation !== undefined && activation !== 'linear' && activation !== 'softmax') || !LINEAR.test(kind);

/** The longer side of the smallest picture that any layer gives; global pooling leaves one of 1×1. */
function smallestPicture({ layers }: Model): number {
  if (layers.some(({ kind }) => /^Global.*Pooling2D$/.test(kind))) return 1;
  // Channels may stand last or first: of the two pairs of neighbouring axes one is height and width.
  const sides = layers.filter(({ output }) => output.length === 4).map(({ output: [, a, b, c] }) => Math.min(Math.max(a!, b!), Math.max(b!, c!)));
  return sides.length > 0 ? Math.min(...sides) : 28;
}

export const modelChecks: Check[] = [
  {
    id: 'model-probabilities',
    function: 'buildModel',
    title: msg('28×28 pictures in, 10 probabilities out'),
    points: 5,
    async run(context) {
      const { rows, model } = await looked(context);
      for (const row of rows) {
        const sum = row.reduce((all, p) => all + p, 0);
        if (row.every((p) => p >= 0 && p <= 1 + 1e-5) && Math.abs(sum - 1) < 1e-3) continue;
        throw new CheckFailed(msg('The 10 outputs are no probabilities: each must lie within 0 and 1, and together they must make 1. Which activation does the last layer need?'), { expected: '1', actual: `Σ ${showList(row)} = ${show(sum)}` });
      }
      // Over the classes; one inside the network may be meant (attention).
      const softmaxes = model.layers.filter(({ activation, kind, output }) => (activation === 'softmax' || kind === 'Softmax') && output.length === 2 && output[1] === 10).length;
      if (softmaxes > 1) throw new CheckFailed(msg('Softmax is applied more than once, which presses all probabilities towards 0.1 and slows learning down.'), { knownBug: 'model-softmax-twice' });
    },
  },
  {
    id: 'model-structure',
    function: 'buildModel',
    title: msg('A convolution, a smaller picture, an activation'),
    points: 5,
    async run(context) {
      const { model } = await looked(context);
      const kinds = model.layers.map(({ kind }) => kind).join(', ');
      if (!model.layers.some(({ kind }) => isConvolution(kind))) throw new CheckFailed(msg('The model has no convolution. Dense layers alone do not know which pixels are neighbours.'), { actual: kinds });
      if (smallestPicture(model) > 14) throw new CheckFailed(msg('The picture never becomes smaller. Pooling, or a convolution with a stride, lets later layers see more of it for less work.'), { actual: kinds });
      if (!model.layers.some(bends)) throw new CheckFailed(msg('No layer bends: without an activation such as ReLU all layers together are one linear function.'), { actual: kinds, knownBug: 'model-linear' });
    },
  },
  {
    id: 'model-budget',
    function: 'buildModel',
    title: msg('At most 500,000 parameters'),
    points: 2,
    async run(context) {
      const { model } = await looked(context);
      if (model.parameters > MAX_PARAMETERS) throw new CheckFailed(msg('The model has {parameters} parameters. Most of them sit in the dense layer after the flattening: make the picture smaller before it.', { parameters: model.parameters }), { expected: `≤ ${MAX_PARAMETERS}`, actual: String(model.parameters) });
    },
  },
  {
    id: 'predict-classes',
    function: 'predict',
    title: msg('The most probable class of each picture'),
    points: 6,
    async run(context) {
      const { training } = await readDigits(context.read);
      await withModel(context, 'predicted', async (_model, kept) => {
        for (const count of [40, 1]) {
          const pictures = images(some(training, count, 100));
          const rows = await probabilities(context, kept, pictures, count);
          const { value: plain } = await context.call('predict', [kept, pictures], { limitMs: PREDICT_LIMIT });
          const got = numbersIn(plain, 'predict()');
          const want = rows.map((row) => row.indexOf(Math.max(...row)));
          withKnownBugs([{ input: { rows }, got: vector(got), want: vector(want) }], count === 1 ? [] : predictBugs, () => {
            if (got.length !== count) throw new CheckFailed(msg('`{name}` has {actual} entries instead of {expected}: one for each row is asked.', { name: 'predict()', actual: got.length, expected: count }), { expected: String(count), actual: String(got.length) });
            // Where the two best are as good as equal, either will do.
            const at = rows.findIndex((row, i) => !(row[got[i]!]! >= Math.max(...row) - 1e-6));
            if (at >= 0) throw new CheckFailed(msg('Picture {row} is given another class than the one that the model finds most probable.', { row: at }), { expected: showList(want), actual: showList(got) });
          });
        }
      });
    },
  },
];
