import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { graderFor } from '../../../src/grading/registry';
import { account, corpus, expected, gradeFile, losing, namedIn, pools, repository, unfilled } from './engine';

/** Unusual but right solutions get full marks; solutions with one mistake lose points where the first line says so. */
const by = graderFor('recommender');
const right = await corpus('recommender/right');
const wrong = await corpus('recommender/wrong');
const runners = pools(1); // vitest runs two files at a time
const SEEDS = Array.from({ length: Number(process.env.COURSEWORK_SEEDS ?? 5) }, (_, i) => i + 1);
const folder = path.join(repository, 'content/exercises/recommender');

afterAll(() => runners.dispose());

describe.concurrent('right solutions of exercise recommender', () => {
  const solution = { name: 'solution', file: path.join(folder, 'solution.ts') };
  test.each([solution, ...right].flatMap((submission) => SEEDS.map((seed) => ({ ...submission, seed }))))('$name, seed $seed', { timeout: 120_000 }, ({ file, seed }) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, file, { by, seed });
      expect(account(report)).toBe('');
      expect(report).toMatchObject({ exercise: 'recommender', score: 100, maxScore: 100, verdict: 'passed', seed });
    }),
  );
});

describe.concurrent('wrong solutions of exercise recommender', () => {
  test.each(wrong)('$name', { timeout: 120_000 }, ({ file, about }) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, file, { by, checks: await checksFor(file) });
      expect(losing(report), account(report)).toEqual(expected(about).losing);
      expect(namedIn(report), account(report)).toEqual(expected(about).named);
      expect(report.verdict).not.toBe('passed');
      expect(unfilled(report)).toEqual([]);
    }),
  );

  test('name every check at least once', () => {
    expect([...new Set(wrong.flatMap(({ about }) => expected(about).losing))].sort()).toEqual(by.checks.map((check) => check.id).sort());
  });
});

describe.concurrent('the starters of exercise recommender', () => {
  test.each(['starter.en.ts', 'starter.zh-cn.ts'])('%s scores 0 and says what to write', { timeout: 60_000 }, (starter) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, path.join(folder, starter), { by });
      expect(report).toMatchObject({ score: 0, maxScore: 100, verdict: 'failed' });
      for (const check of report.checks) {
        expect(check.message).toContain(`\`${check.function}\` is still to be written`);
        expect(check.location?.line).toBeGreaterThan(1);
      }
    }),
  );
});

/** Most take `recommend` from wrong/base as it is; its quality is measured where it is the file's own. */
async function checksFor(file: string) {
  const ownRecommend = /export (?:async )?(?:function|const) recommend\b/.test(await fs.readFile(file, 'utf8'));
  return ownRecommend ? by.checks : by.checks.filter((check) => check.id !== 'recommend-quality');
}
