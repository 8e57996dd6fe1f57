import { describe, expect, it } from 'vitest';
import * as bugs from '../../content/exercises/recommender/checks/bugs';
import { grader } from '../../content/exercises/recommender/checks';
import * as oracle from '../../content/exercises/recommender/checks/oracle';
import { CheckFailed, type CheckContext } from '../../src/grading/check';
import type { KnownBug } from '../../src/grading/knownBugs';
import { matrix, vector, type Matrix } from '../../src/grading/matrix';
import type { Argument, Plain, Returned } from '../../src/runner/protocol/messages';

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
const vectorOf = (argument: Argument | undefined): number[] => [...matrixOf(argument).values];
const field = (argument: Argument | undefined, name: string): Argument | undefined => (argument?.type === 'record' ? argument.entries.find(([key]) => key === name)?.[1] : undefined);

const inputs = {
  contentScores: ([a, b]: Argument[]): bugs.ContentInput => ({ interests: vectorOf(a), content: oracle.rowsOf(matrixOf(b)) }),
  userSimilarity: ([a, b]: Argument[]): bugs.SimilarityInput => ({ ratings: oracle.rowsOf(matrixOf(a)), user: numberOf(b) }),
  nearestUsers: ([a, b]: Argument[]): bugs.NearestInput => ({ similarity: vectorOf(a), k: numberOf(b) }),
  collaborativeScores: ([a, b, c]: Argument[]): bugs.CollaborativeInput => ({ ratings: oracle.rowsOf(matrixOf(a)), user: numberOf(b), k: numberOf(c) }),
  hybridScores: ([a, b, c]: Argument[]): bugs.HybridInput => ({ content: vectorOf(a), collaborative: vectorOf(b), alpha: numberOf(c) }),
  recommend: ([o]: Argument[]): oracle.Question => ({
    ratings: matrixOf(field(o, 'ratings')),
    itemContent: matrixOf(field(o, 'itemContent')),
    userInterests: matrixOf(field(o, 'userInterests')),
    user: numberOf(field(o, 'user')),
    k: numberOf(field(o, 'k')),
    alpha: numberOf(field(o, 'alpha')),
    n: numberOf(field(o, 'n')),
  }),
};

const right: Functions = {
  contentScores: (args) => vector(oracle.contentScores(inputs.contentScores(args).interests, inputs.contentScores(args).content)),
  userSimilarity: (args) => vector(oracle.userSimilarity(inputs.userSimilarity(args).ratings, inputs.userSimilarity(args).user)),
  nearestUsers: (args) => vector(oracle.nearestUsers(inputs.nearestUsers(args).similarity, inputs.nearestUsers(args).k)),
  collaborativeScores: (args) => ((i) => vector(oracle.collaborativeScores(i.ratings, i.user, i.k)))(inputs.collaborativeScores(args)),
  hybridScores: (args) => ((i) => vector(oracle.hybridScores(i.content, i.collaborative, i.alpha)))(inputs.hybridScores(args)),
  recommend: (args) => vector(oracle.recommend(inputs.recommend(args))),
};

const bank: { name: keyof typeof inputs; bug: KnownBug<never> }[] = (
  [
    ['contentScores', bugs.contentBugs],
    ['userSimilarity', bugs.similarityBugs],
    ['nearestUsers', bugs.nearestBugs],
    ['collaborativeScores', bugs.collaborativeBugs],
    ['hybridScores', bugs.hybridBugs],
    ['recommend', bugs.recommendBugs],
  ] as [keyof typeof inputs, KnownBug<never>[]][]
).flatMap(([name, list]) => list.map((bug) => ({ name, bug })));

const LISTS = ['nearestUsers', 'recommend'];

/** Grades without a process: what float32 does to the numbers is done here. `only` one function: the quality of lists has no known bugs and takes long. */
async function gradeWith(functions: Functions, seed: number, only?: string): Promise<{ id: string; function: string; problem?: CheckFailed }[]> {
  const call = (name: string, args: Argument[]): Promise<Returned> => {
    const out = functions[name]!(args) ?? matrix([0], []);
    const value: Plain = LISTS.includes(name) ? { type: 'numbers', values: out.values } : { type: 'tensor', shape: out.shape, dtype: 'float32', values: Float32Array.from(out.values) };
    return Promise.resolve({ value, argsAfter: [], callbacks: [], leakedTensors: 0, forbidden: [], kernels: [] });
  };
  const context: CheckContext = { seed, call, read: () => Promise.reject(new Error('no files')), processes: () => 1, training: () => {}, once: (_key, make) => make(), statusOf: () => undefined, forbiddenSoFar: () => new Set() };
  const found: { id: string; function: string; problem?: CheckFailed }[] = [];
  for (const check of grader.checks.filter((one) => only === undefined || (one.function === only && one.id !== 'recommend-quality'))) {
    const problem = await check.run(context).then(() => undefined, (error: unknown) => {
      if (error instanceof CheckFailed) return error;
      throw error;
    });
    found.push({ id: check.id, function: check.function, problem });
  }
  return found;
}

describe('the bank of known bugs of recommender', () => {
  it('is large enough, with ids of their own', () => {
    expect(new Set(bank.map(({ bug }) => bug.id)).size).toBe(bank.length);
    expect(bank.length).toBeGreaterThanOrEqual(12);
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
});
