import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { graderFor } from '../../../src/grading/registry';
import { findNative } from '../../../src/runner/native/find';
import { account, corpus, gradeFile, newPool, repository } from './engine';

/**
 * Unusual but right networks get full marks with five seeds. Their whole training is included for one of the seeds
 * on wasm or tensorflow (where that is installed), in turn, so that all five are among them; COURSEWORK_TRAIN=all
 * trains each with every seed. One after the other, because each keeps a core busy or both; the file starts before
 * the others (vitest.config.ts).
 */
const by = graderFor('cnn');
const right = await corpus('cnn/right');
const SEEDS = [1, 2, 3, 4, 5];
const TRAIN_ALL = process.env.COURSEWORK_TRAIN === 'all';
const withoutTraining = by.checks.filter(({ id }) => id !== 'accuracy-held-out');
const native = await findNative({ root: repository });
const pools = { wasm: newPool('wasm'), tensorflow: newPool('tensorflow', 'binding' in native ? native.binding : undefined) };

afterAll(() => Promise.all(Object.values(pools).map((pool) => pool.dispose())));

describe('right solutions of exercise cnn', () => {
  const runs = right.flatMap(({ name, file }, i) =>
    SEEDS.map((seed, k) => {
      const backend = 'binding' in native && (k + i) % 5 < 4 ? ('tensorflow' as const) : ('wasm' as const);
      return { name, file, seed, backend, trains: TRAIN_ALL || k === i % SEEDS.length };
    }),
  );
  test.each(runs)('$name, seed $seed, on $backend', { timeout: 400_000 }, async ({ file, seed, backend, trains }) => {
    const report = await gradeFile(pools[backend], file, { by, seed, checks: trains ? by.checks : withoutTraining });
    expect(account(report)).toBe('');
    const full = trains ? 100 : 80;
    expect(report).toMatchObject({ exercise: 'cnn', backend, score: full, maxScore: full, verdict: 'passed', seed });
  });
});

/** Its training is in solutions.test.ts, on every backend. */
test.each(SEEDS)('the reference solution, seed %i', { timeout: 120_000 }, async (seed) => {
  const report = await gradeFile(pools.wasm, path.join(repository, 'content/exercises/cnn/solution.ts'), { by, seed, checks: withoutTraining });
  expect(account(report)).toBe('');
  expect(report).toMatchObject({ score: 80, maxScore: 80, verdict: 'passed' });
});
