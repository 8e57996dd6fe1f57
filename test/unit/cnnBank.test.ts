import { describe, expect, it } from 'vitest';
import { accuracyChecks, blocks } from '../../content/exercises/cnn/checks/blocks';
import * as bugs from '../../content/exercises/cnn/checks/bugs';
import { conv2d, dense, pool } from '../../content/exercises/cnn/checks/oracle';
import { CheckFailed, type CheckContext } from '../../src/grading/check';
import { nameBug, type KnownBug } from '../../src/grading/knownBugs';
import { matrix, vector, type Matrix } from '../../src/grading/matrix';
import { Random } from '../../src/grading/random';
import type { Argument, Plain } from '../../src/runner/protocol/messages';

/** What a learner's function gives, computed here from the inputs that the grader would send to his process. */
type Functions = Record<string, (args: Argument[]) => Matrix | undefined>;

const matrixOf = (argument: Argument | undefined): Matrix => {
  if (argument?.type !== 'tensor') throw new Error('no tensor');
  return matrix(argument.shape, argument.values);
};
const numberOf = (argument: Argument | undefined): number => {
  if (argument?.type !== 'value' || typeof argument.value !== 'number') throw new Error('no number');
  return argument.value;
};
const listOf = (argument: Argument | undefined): number[] => {
  if (argument?.type !== 'numbers') throw new Error('no list');
  return [...argument.values];
};

const inputs = {
  conv2d: ([x, filters, stride]: Argument[]): bugs.ConvInput => ({ x: matrixOf(x), filters: matrixOf(filters), stride: numberOf(stride) }),
  maxPool: ([x, size]: Argument[]): bugs.PoolInput => ({ x: matrixOf(x), size: numberOf(size) }),
  fullyConnected: ([x, weights, bias]: Argument[]): bugs.DenseInput => ({ x: matrixOf(x), weights: matrixOf(weights), bias: matrixOf(bias) }),
  accuracy: ([predicted, actual]: Argument[]): bugs.AccuracyInput => ({ predicted: listOf(predicted), actual: listOf(actual) }),
};

const share = ({ predicted, actual }: bugs.AccuracyInput) => (actual.length === 0 ? 0 : actual.filter((label, i) => label === predicted[i]).length / actual.length);
const right: Functions = {
  conv2d: (args) => ((i) => conv2d(i.x, i.filters, i.stride))(inputs.conv2d(args)),
  maxPool: (args) => ((i) => pool(i.x, i.size))(inputs.maxPool(args)),
  fullyConnected: (args) => ((i) => dense(i.x, i.weights, i.bias.values))(inputs.fullyConnected(args)),
  accuracy: (args) => matrix([], [share(inputs.accuracy(args))]),
};

const bank: { name: keyof typeof inputs; bug: KnownBug<never> }[] = (
  [
    ['conv2d', bugs.convBugs],
    ['maxPool', bugs.poolBugs],
    ['fullyConnected', bugs.denseBugs],
    ['accuracy', bugs.accuracyBugs],
  ] as [keyof typeof inputs, KnownBug<never>[]][]
).flatMap(([name, list]) => list.map((bug) => ({ name, bug })));

/** Grades without a process: what float32 does to the numbers is done here. */
async function gradeWith(functions: Functions, seed: number, only?: string): Promise<{ id: string; problem?: CheckFailed }[]> {
  const nothing = { argsAfter: [], callbacks: [], leakedTensors: 0, forbidden: [], kernels: [] };
  const call: CheckContext['call'] = (name, args, wishes) => {
    // Lists of different length: the Error that is asked for.
    if (wishes?.mayThrow) return Promise.resolve({ ...nothing, value: { type: 'other', what: 'undefined' }, threw: { name: 'Error', message: 'length' } });
    const out = functions[name]!(args) ?? matrix([0], []);
    const value: Plain = name === 'accuracy' ? { type: 'number', value: out.values[0]! } : { type: 'tensor', shape: out.shape, dtype: 'float32', values: Float32Array.from(out.values) };
    return Promise.resolve({ ...nothing, value });
  };
  const context: CheckContext = { seed, call, read: () => Promise.reject(new Error('no files')), processes: () => 1, training: () => {}, once: (_key, make) => make(), statusOf: () => undefined, forbiddenSoFar: () => new Set() };
  const found: { id: string; problem?: CheckFailed }[] = [];
  for (const check of [...blocks, ...accuracyChecks].filter((one) => only === undefined || one.function === only)) {
    const problem = await check.run(context).then(() => undefined, (error: unknown) => {
      if (error instanceof CheckFailed) return error;
      throw error;
    });
    found.push({ id: check.id, problem });
  }
  return found;
}

describe('the bank of known bugs of cnn', () => {
  it('is large enough, with ids of their own', () => {
    const ids = [...bank.map(({ bug }) => bug.id), ...bugs.predictBugs.map((bug) => bug.id)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(12);
  });

  it.each([1, 2, 3, 4, 5])('the right functions lose nothing, seed %i', async (seed) => {
    expect((await gradeWith(right, seed)).filter(({ problem }) => problem).map(({ id, problem }) => `${id}: ${problem!.why.text}`)).toEqual([]);
  });

  // Over all pairs: each is graded with the whole bank of its function at hand, and must get its own name or none.
  describe.each(bank)('$bug.id', ({ name, bug }) => {
    it.each([1, 2, 3, 4, 5])('loses points and gets its own name, seed %i', async (seed) => {
      const wrong = { ...right, [name]: (args: Argument[]) => bug.output(inputs[name](args) as never) };
      const failed = (await gradeWith(wrong, seed, name)).filter(({ problem }) => problem);
      expect(failed.length).toBeGreaterThan(0);
      const names = failed.flatMap(({ problem }) => problem!.detail.knownBug ?? []);
      expect(new Set(names)).toEqual(new Set([bug.id]));
    });
  });

  // The check of predict has no inputs of its own: its rows are what the learner's model gives.
  describe.each(bugs.predictBugs)('$id', (bug) => {
    it.each([1, 2, 3, 4, 5])('gets its own name, seed %i', (seed) => {
      const random = Random.for(seed, 'predict');
      const rows = Array.from({ length: 40 }, () => {
        const values = Array.from({ length: 10 }, () => Math.exp(random.normal()));
        const sum = values.reduce((a, b) => a + b, 0);
        return values.map((v) => v / sum);
      });
      const want = vector(rows.map((row) => row.indexOf(Math.max(...row))));
      expect(nameBug([{ input: { rows }, got: bug.output({ rows })!, want }], bugs.predictBugs)?.id).toBe(bug.id);
      expect(nameBug([{ input: { rows }, got: want, want }], bugs.predictBugs)).toBeUndefined();
    });
  });
});
