import { msg, type Message } from '../../../../src/kit/l10n';
import { CheckFailed, type Check, type CheckContext } from '../../../../src/grading/check';
import { expectNear, fieldOf, fieldsOf, type Fields } from '../../../../src/grading/compare';
import { fill, record, tensor, value, type Matrix } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { batch, network, networkArgument } from './data';
import { backward, forward, PARAMS, type Network } from './network';

const SIZES = [
  { rows: 5, nIn: 4, nHidden: 6, nOut: 3 },
  { rows: 7, nIn: 3, nHidden: 2, nOut: 4 },
];

interface GradientCase {
  got: Fields;
  want: Network;
  rows: number;
}

/** `backward` on every case, called once for the four gradients. */
const gradientCases = (context: CheckContext): Promise<GradientCase[]> =>
  context.once('backward', async () => {
    const cases: GradientCase[] = [];
    for (const [i, sizes] of SIZES.entries()) {
      const random = Random.for(context.seed, `backward${i}`);
      const p = network(random, sizes);
      const { x, y } = batch(random, sizes);
      const f = forward(x, p);
      const asTensors = record({ z1: tensor(f.z1), a1: tensor(f.a1), z2: tensor(f.z2), yHat: tensor(f.yHat) });
      const { value: plain } = await context.call('backward', [tensor(x), tensor(y), asTensors, networkArgument(p)]);
      cases.push({ got: fieldsOf(plain, 'backward()', PARAMS), want: backward(x, y, f, p), rows: sizes.rows });
    }
    return cases;
  });

/** Says what a gradient that is off by a constant factor most likely lacks. */
function gradientHint(got: Matrix, want: Matrix, rows: number, otherwise: Message): Message {
  const isTimes = (factor: number) => {
    const largest = Math.max(...want.values.map(Math.abs)) * Math.abs(factor);
    return got.values.every((v, i) => Math.abs(v - want.values[i]! * factor) <= 1e-3 * largest);
  };
  if (isTimes(-1)) return msg('Every entry has the wrong sign. In which order are prediction and label subtracted?');
  if (isTimes(rows)) return msg('Every entry is {rows} times too large, and there are {rows} rows: the loss is a mean over the rows.', { rows });
  if (isTimes(1 / rows)) return msg('Every entry is {rows} times too small, and there are {rows} rows: is the mean taken twice?', { rows });
  return otherwise;
}

const LOOK: Record<keyof Network, Message> = {
  W2: msg('`W2`: the gradient is not right. Which activation meets which error at this weight?'),
  b2: msg('`b2`: the gradient is not right. A bias touches every row, so its gradient gathers over them.'),
  W1: msg('`W1`: the gradient is not right. Follow the error back through W2 and through the slope of tanh, then ask which input meets it.'),
  b1: msg('`b1`: the gradient is not right. It gathers the same error that `W1` uses, over the rows.'),
};

const gradient = (name: keyof Network, points: number): Check => ({
  id: `backward-${name}`,
  function: 'backward',
  title: msg('Gradient of the loss for {name}', { name }),
  points,
  async run(context) {
    for (const { got, want, rows } of await gradientCases(context)) {
      const actual = fieldOf(got, name, want[name].shape);
      expectNear(actual, want[name], `d${name}`, gradientHint(actual, want[name], rows, LOOK[name]), 'gradient');
    }
  },
});

export const gradients: Check[] = [gradient('W2', 7), gradient('b2', 4), gradient('W1', 7), gradient('b1', 4)];

/** Runs last: by then every function of the file has been called. */
export const byHand: Check = {
  id: 'backward-by-hand',
  function: 'backward',
  title: msg('No automatic differentiation and no optimiser anywhere in the file'),
  points: 3,
  async run(context) {
    const forbidden = context.forbiddenSoFar();
    if (forbidden.has('autodiff')) throw new CheckFailed(msg('Automatic differentiation was called. In this exercise the gradients are written by hand.'));
    if (forbidden.has('optimizers')) throw new CheckFailed(msg('An optimiser of `tf.train` was called. In this exercise the step is written by hand.'));
    if (!gradients.some((check) => context.statusOf(check.id) === 'passed')) throw new CheckFailed(msg('Counts once at least one gradient is right.'), { status: 'skipped' });
    return Promise.resolve();
  },
};

export const step: Check[] = [
  {
    id: 'update-step',
    function: 'update',
    title: msg('One step of gradient descent'),
    points: 5,
    async run(context) {
      const sizes = { nIn: 4, nHidden: 6, nOut: 3 };
      for (const learningRate of [0.1, 1.5]) {
        const random = Random.for(context.seed, `update${learningRate}`);
        const p = network(random, sizes);
        const g = network(random, sizes);
        const { value: plain } = await context.call('update', [networkArgument(p), networkArgument(g), value(learningRate)]);
        const got = fieldsOf(plain, 'update()', PARAMS);
        for (const name of PARAMS) {
          const move = (sign: number) => fill(p[name].shape, (i) => p[name].values[i]! + sign * learningRate * g[name].values[i]!);
          const actual = fieldOf(got, name, p[name].shape);
          const uphill = move(1).values.every((v, i) => Math.abs(v - actual.values[i]!) < 1e-4);
          expectNear(actual, move(-1), name, uphill ? msg('The step goes uphill: `{name}` moves along the gradient instead of against it.', { name }) : msg('`{name}` is not the old value minus the learning rate times the gradient.', { name }));
        }
      }
    },
  },
];
