import { describe, expect, it } from 'vitest';
import * as bugs from '../../content/exercises/neural-network/checks/bugs';
import * as gradientBugs from '../../content/exercises/neural-network/checks/gradientBugs';
import { grader } from '../../content/exercises/neural-network/checks';
import * as oracle from '../../content/exercises/neural-network/checks/network';
import { CheckFailed, type CheckContext } from '../../src/grading/check';
import { map, matrix, normal, type Matrix } from '../../src/grading/matrix';
import { Random } from '../../src/grading/random';
import type { Argument, CallbackRecord, Plain, Returned } from '../../src/runner/protocol/messages';

const SEEDS = [1, 2, 3, 4, 5];

const matrixOf = (argument: Argument | undefined): Matrix => {
  if (argument?.type !== 'tensor') throw new Error('no tensor');
  return matrix(argument.shape, argument.values);
};
const numberOf = (argument: Argument | undefined): number => {
  if (argument?.type !== 'value' || typeof argument.value !== 'number') throw new Error('no number');
  return argument.value;
};
const field = (argument: Argument | undefined, name: string): Argument | undefined => (argument?.type === 'record' ? argument.entries.find(([key]) => key === name)?.[1] : undefined);
const networkOf = (argument: Argument | undefined) => Object.fromEntries(oracle.PARAMS.map((name) => [name, matrixOf(field(argument, name))])) as unknown as oracle.Network;
const activationsOf = (argument: Argument | undefined) => Object.fromEntries((['z1', 'a1', 'z2', 'yHat'] as const).map((name) => [name, matrixOf(field(argument, name))])) as unknown as oracle.Activations;

/** What the runner would send: float32 tensors. */
const tensorPlain = ({ shape, values }: Matrix): Plain => ({ type: 'tensor', shape, dtype: 'float32', values: Float32Array.from(values) });
const recordPlain = (entries: object): Plain => ({ type: 'record', entries: (Object.entries(entries) as [string, Matrix][]).map(([name, m]) => [name, tensorPlain(m)]) });
const listPlain = ({ values }: Matrix): Plain => ({ type: 'numbers', values: Float64Array.from(values) });

type Listen = (epoch: number, loss: number) => void;
type LearnersFunction = (args: Argument[], listen: Listen, call: number) => Plain;

interface Training {
  x: Matrix;
  y: Matrix;
  hidden: number;
  epochs: number;
  learningRate: number;
  seed: number;
}
const trainingOf = ([x, y, o]: Argument[]): Training => ({ x: matrixOf(x), y: matrixOf(y), hidden: numberOf(field(o, 'hidden')), epochs: numberOf(field(o, 'epochs')), learningRate: numberOf(field(o, 'learningRate')), seed: numberOf(field(o, 'seed')) });

const init = (nIn: number, nHidden: number, nOut: number, seed: number): oracle.Network => {
  const random = Random.for(seed, 'init');
  return { W1: normal(random, [nIn, nHidden], 1 / Math.sqrt(nIn)), b1: matrix([nHidden], new Float64Array(nHidden)), W2: normal(random, [nHidden, nOut], 1 / Math.sqrt(nHidden)), b2: matrix([nOut], new Float64Array(nOut)) };
};
const start = ({ x, y, hidden, seed }: Training) => init(x.shape[1]!, hidden, y.shape[1]!, seed);

function train(o: Training, listen: Listen): oracle.Network {
  let p = start(o);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const f = oracle.forward(o.x, p);
    listen(epoch, oracle.loss(f.yHat, o.y));
    p = oracle.update(p, oracle.backward(o.x, o.y, f, p), o.learningRate);
  }
  return p;
}

const right: Record<string, LearnersFunction> = {
  initParams: (args) => recordPlain(init(numberOf(args[0]), numberOf(args[1]), numberOf(args[2]), numberOf(args[3]))),
  forward: ([x, p]) => recordPlain(oracle.forward(matrixOf(x), networkOf(p))),
  loss: ([yHat, y]) => tensorPlain(matrix([], [oracle.loss(matrixOf(yHat), matrixOf(y))])),
  backward: ([x, y, f, p]) => recordPlain(oracle.backward(matrixOf(x), matrixOf(y), activationsOf(f), networkOf(p))),
  update: ([p, g, rate]) => recordPlain(oracle.update(networkOf(p), networkOf(g), numberOf(rate))),
  train: (args, listen) => recordPlain(train(trainingOf(args), listen)),
  predict: ([x, p]) => ({ type: 'numbers', values: Float64Array.from(oracle.predict(matrixOf(x), networkOf(p))) }),
};

/** Grades without a process: what float32 does to the numbers is done here. */
async function gradeWith(functions: Record<string, LearnersFunction>, seed: number, which: (check: { id: string; function: string }) => boolean = () => true): Promise<{ id: string; problem?: CheckFailed }[]> {
  let calls = 0;
  const call = (name: string, args: Argument[]): Promise<Returned> => {
    const callbacks: CallbackRecord[] = [];
    const value = functions[name]!(args, (epoch, loss) => callbacks.push({ name: 'onEpoch', args: [epoch, loss], liveTensors: 0 }), calls++);
    return Promise.resolve({ value, argsAfter: [], callbacks, leakedTensors: 0, forbidden: [], kernels: [] });
  };
  const remembered = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    if (!remembered.has(key)) remembered.set(key, make());
    return remembered.get(key) as Promise<T>;
  };
  const found: { id: string; problem?: CheckFailed }[] = [];
  const statusOf = (id: string) => { const one = found.find((check) => check.id === id); return one && (one.problem ? 'failed' : 'passed'); };
  const context: CheckContext = { seed, call, once, statusOf, read: () => Promise.reject(new Error('no files')), processes: () => 1, training: () => {}, forbiddenSoFar: () => new Set() };
  for (const check of grader.checks.filter(which)) {
    const problem = await check.run(context).then(() => undefined, (error: unknown) => {
      if (error instanceof CheckFailed) return error;
      throw error;
    });
    found.push({ id: check.id, problem });
  }
  return found;
}

/** The names that the checks of one function give. */
async function names(name: string, wrong: LearnersFunction, seed: number, which = (check: { id: string; function: string }) => check.function === name): Promise<{ failed: number; named: string[] }> {
  const failed = (await gradeWith({ ...right, [name]: wrong }, seed, which)).filter(({ problem }) => problem);
  return { failed: failed.length, named: [...new Set(failed.flatMap(({ problem }) => problem!.detail.knownBug ?? []))] };
}

/** `forward` whose first wrong step is the bug's; what comes after is computed from it, as in a learner's code. */
const forwardWith = (step: keyof oracle.Activations, output: (input: bugs.ForwardInput) => Matrix | undefined): LearnersFunction => ([a, b]) => {
  const [x, p] = [matrixOf(a), networkOf(b)];
  const own = oracle.forward(x, p);
  own[step] = output({ x, p, own })!;
  if (step === 'z1') own.a1 = map(own.z1, Math.tanh);
  if (step === 'z1' || step === 'a1') own.z2 = oracle.affine(own.a1, p.W2, p.b2);
  if (step !== 'yHat') own.yHat = oracle.softmaxRows(own.z2);
  return recordPlain(own);
};

const bank: { id: string; name: string; wrong: LearnersFunction }[] = [
  ...bugs.oneLayerBugs.map((bug) => ({ id: bug.id, name: 'forward', wrong: ([x, p]: Argument[]) => tensorPlain(bug.output({ x: matrixOf(x), p: networkOf(p) })!) })),
  ...(
    [
      ['z1', bugs.z1Bugs],
      ['a1', bugs.a1Bugs],
      ['z2', bugs.z2Bugs],
      ['yHat', bugs.yHatBugs],
    ] as const
  ).flatMap(([step, list]) => list.map((bug) => ({ id: bug.id, name: 'forward', wrong: forwardWith(step, (input) => bug.output(input)) }))),
  ...bugs.lossBugs.map((bug) => ({ id: bug.id, name: 'loss', wrong: ([yHat, y]: Argument[]) => tensorPlain(bug.output({ yHat: matrixOf(yHat), y: matrixOf(y) })!) })),
  ...bugs.predictBugs.map((bug) => ({ id: bug.id, name: 'predict', wrong: ([x, p]: Argument[]) => listPlain(bug.output({ x: matrixOf(x), p: networkOf(p) })!) })),
  ...gradientBugs.backwardBugs.map((bug) => ({
    id: bug.id,
    name: 'backward',
    wrong: ([a, b, c, d]: Argument[]) => {
      const [x, y, f, p] = [matrixOf(a), matrixOf(b), activationsOf(c), networkOf(d)];
      return recordPlain({ ...oracle.backward(x, y, f, p), ...bug.output({ x, y, f, p }) });
    },
  })),
  ...gradientBugs.updateBugs.map((bug) => ({
    id: bug.id,
    name: 'update',
    wrong: ([a, b, c]: Argument[]) => {
      const [p, g, learningRate] = [networkOf(a), networkOf(b), numberOf(c)];
      return recordPlain({ ...oracle.update(p, g, learningRate), ...bug.output({ p, g, learningRate }) });
    },
  })),
];

/** The parameters of a network that stand in a row. */
function unflat(row: Matrix, like: oracle.Network): oracle.Network {
  let at = 0;
  return Object.fromEntries(oracle.PARAMS.map((name) => [name, matrix(like[name].shape, row.values.slice(at, (at += like[name].values.length)))])) as unknown as oracle.Network;
}

describe('the bank of known bugs of neural-network', () => {
  it('says one thing for each id', () => {
    const all = [...bugs.oneLayerBugs, ...bugs.z1Bugs, ...bugs.a1Bugs, ...bugs.z2Bugs, ...bugs.yHatBugs, ...bugs.lossBugs, ...bugs.predictBugs, ...gradientBugs.backwardBugs, ...gradientBugs.updateBugs, ...gradientBugs.trainBugs];
    const ids = new Set(all.map(({ id }) => id));
    expect(new Set(all.map(({ explanation }) => explanation.text)).size).toBe(ids.size);
    expect(new Set(all.map(({ id, explanation }) => `${id}: ${explanation.text}`)).size).toBe(ids.size);
    expect(ids.size).toBeGreaterThanOrEqual(25);
  });

  it('the right functions lose nothing', async () => {
    expect((await gradeWith(right, 1)).filter(({ problem }) => problem).map(({ id, problem }) => `${id}: ${problem!.why.text}`)).toEqual([]);
  });

  it.each(SEEDS)('the right functions but for training lose nothing, seed %i', async (seed) => {
    expect((await gradeWith(right, seed, (check) => check.function !== 'train')).filter(({ problem }) => problem).map(({ id, problem }) => `${id}: ${problem!.why.text}`)).toEqual([]);
  });

  // Over all pairs: each is graded with the whole bank of its function at hand, and must get its own name or none.
  describe.each(bank.map((one, i) => ({ ...one, i })))('$i $id', ({ id, name, wrong }) => {
    it.each(SEEDS)('loses points and gets its own name, seed %i', async (seed) => {
      const { failed, named } = await names(name, wrong, seed);
      expect(failed).toBeGreaterThan(0);
      expect(named).toEqual([id]);
    });
  });

  describe.each(gradientBugs.trainBugs)('$id', (bug) => {
    it.each(SEEDS)('loses points and gets its own name, seed %i', async (seed) => {
      const wrong: LearnersFunction = (args) => {
        const o = trainingOf(args);
        return recordPlain(unflat(bug.output({ ...o, from: start(o) })!, start(o)));
      };
      expect(await names('train', wrong, seed, ({ id }) => id === 'train-steps')).toEqual({ failed: 1, named: [bug.id] });
    });
  });

  const changed = (change: (p: oracle.Network, seed: number, call: number) => object): LearnersFunction => (args, _listen, call) => recordPlain(change(init(numberOf(args[0]), numberOf(args[1]), numberOf(args[2]), numberOf(args[3])), numberOf(args[3]), call));
  const constant = (p: oracle.Network, value: number) => ({ ...p, W1: map(p.W1, () => value), W2: map(p.W2, () => value) });
  const redrawn = (p: oracle.Network, seed: number) => ({ ...p, W1: normal(Random.for(seed, 'again'), p.W1.shape) });

  it.each<[string, LearnersFunction]>([
    ['init-zero-weights', changed((p) => constant(p, 0))],
    ['init-constant', changed((p) => constant(p, Math.fround(0.1)))],
    ['init-units-alike', changed((p) => ({ ...p, W1: map(p.W1, (_, i) => p.W1.values[Math.floor(i / p.b1.values.length)]!) }))],
    ['init-bias-not-zero', changed((p) => ({ ...p, b2: map(p.b2, () => 1) }))],
    ['init-not-repeatable', changed((p, _seed, call) => redrawn(p, call + 1))],
    ['init-seed-ignored', changed((p) => redrawn(p, 42))],
    ['no-hidden-layer', (args) => recordPlain({ W: normal(Random.for(1, 'article'), [numberOf(args[0]), numberOf(args[2])]), b: matrix([numberOf(args[2])], new Float64Array(numberOf(args[2]))) })],
    ['no-hidden-layer', (args) => tensorPlain(normal(Random.for(1, 'article'), [numberOf(args[0]), numberOf(args[2])]))],
  ])('what the checks of initParams know without numbers: %s', async (id, wrong) => {
    expect((await names('initParams', wrong, 1)).named).toEqual([id]);
  });

  // Nothing that is wrong in a way of its own may get a name.
  it.each<[string, string, LearnersFunction]>([
    ['forward with another activation', 'forward', forwardWith('a1', ({ own }) => map(own.z1, Math.sin))],
    ['forward with rounded probabilities', 'forward', forwardWith('yHat', ({ own }) => map(own.yHat, (v) => Math.round(v * 1000) / 1000))],
    ['the absolute error as the loss', 'loss', ([yHat, y]) => tensorPlain(matrix([], [matrixOf(yHat).values.reduce((sum, v, i) => sum + Math.abs(v - matrixOf(y).values[i]!), 0) / matrixOf(y).shape[0]!]))],
    ['a clip that is too wide', 'loss', ([yHat, y]) => tensorPlain(matrix([], [oracle.loss(map(matrixOf(yHat), (v) => Math.max(v, 1e-2)), matrixOf(y))]))],
    ['a plain number as the loss', 'loss', ([yHat, y]) => ({ type: 'number', value: oracle.loss(matrixOf(yHat), matrixOf(y)) })],
    ['gradients three times too large', 'backward', ([x, y, f, p]) => recordPlain(oracle.backward(map(matrixOf(x), (v) => v * 3), matrixOf(y), activationsOf(f), networkOf(p)))],
    ['half the step', 'update', ([p, g, rate]) => recordPlain(oracle.update(networkOf(p), networkOf(g), numberOf(rate) / 2))],
    ['class 0 for every row', 'predict', ([x]) => ({ type: 'numbers', values: new Float64Array(matrixOf(x).shape[0]!) })],
    ['classes one too small', 'predict', ([x, p]) => ({ type: 'numbers', values: Float64Array.from(oracle.predict(matrixOf(x), networkOf(p)), (label) => label - 1) })],
  ])('no name for %s', async (_what, name, wrong) => {
    for (const seed of SEEDS) {
      const { failed, named } = await names(name, wrong, seed);
      expect(failed).toBeGreaterThan(0);
      expect(named).toEqual([]);
    }
  });
});
