import { msg, type Message } from '../../../../src/kit/l10n';
import { CheckFailed, type Check, type CheckContext } from '../../../../src/grading/check';
import { expectNear, fieldOf, fieldsOf, type Fields, type Tolerance } from '../../../../src/grading/compare';
import { numbersThatCame, withKnownBugs } from '../../../../src/grading/knownBugs';
import { record, tensor, value } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import type { Argument } from '../../../../src/runner/protocol/messages';
import { batch, network, networkArgument } from './data';
import { backwardBugs, bugsOf, updateBugs, type BackwardInput, type NetworkBug, type UpdateInput } from './gradientBugs';
import { backward, forward, PARAMS, update, type Network } from './network';

const SIZES = [
  { rows: 5, nIn: 4, nHidden: 6, nOut: 3 },
  { rows: 7, nIn: 3, nHidden: 2, nOut: 4 },
];

/** One input, the four parameters that came and those that are right. */
interface NetworkCase<Input> {
  input: Input;
  got: Fields;
  want: Network;
}

/** One of the four parameters on every case; where it finds a known mistake, the finding gets its name. */
function compareParameter<Input>(cases: readonly NetworkCase<Input>[], name: keyof Network, bugs: readonly NetworkBug<Input>[], as: string, look: Message, tolerance: Tolerance): void {
  const known = cases.map(({ input, got, want }) => ({ input, got: numbersThatCame(got.found.get(name)), want: want[name] }));
  withKnownBugs(known, bugsOf(name, bugs), () => {
    for (const { got, want } of cases) expectNear(fieldOf(got, name, want[name].shape), want[name], as, look, tolerance);
  });
}

/** What `backward` is given in case `i` of a grade. */
export function gradientCase(seed: number, i: number): BackwardInput {
  const sizes = SIZES[i]!;
  const random = Random.for(seed, `backward${i}`);
  const p = network(random, sizes);
  const { x, y } = batch(random, sizes);
  return { x, y, f: forward(x, p), p };
}

export const backwardArguments = ({ x, y, f, p }: BackwardInput): Argument[] => [tensor(x), tensor(y), record({ z1: tensor(f.z1), a1: tensor(f.a1), z2: tensor(f.z2), yHat: tensor(f.yHat) }), networkArgument(p)];

/** `backward` on every case, called once for the four gradients. */
const gradientCases = (context: CheckContext): Promise<NetworkCase<BackwardInput>[]> =>
  context.once('backward', async () => {
    const cases: NetworkCase<BackwardInput>[] = [];
    for (const i of SIZES.keys()) {
      const input = gradientCase(context.seed, i);
      const { value: plain } = await context.call('backward', backwardArguments(input));
      cases.push({ input, got: fieldsOf(plain, 'backward()', PARAMS), want: backward(input.x, input.y, input.f, input.p) });
    }
    return cases;
  });

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
    compareParameter(await gradientCases(context), name, backwardBugs, `d${name}`, LOOK[name], 'gradient');
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
      const cases: NetworkCase<UpdateInput>[] = [];
      for (const learningRate of [0.1, 1.5]) {
        const random = Random.for(context.seed, `update${learningRate}`);
        const p = network(random, sizes);
        const g = network(random, sizes);
        const { value: plain } = await context.call('update', [networkArgument(p), networkArgument(g), value(learningRate)]);
        cases.push({ input: { p, g, learningRate }, got: fieldsOf(plain, 'update()', PARAMS), want: update(p, g, learningRate) });
      }
      for (const name of PARAMS) compareParameter(cases, name, updateBugs, name, msg('`{name}` is not the old value minus the learning rate times the gradient.', { name }), 'value');
    },
  },
];
