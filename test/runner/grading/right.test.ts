import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { account, corpus, gradeFile, pools, repository } from './engine';

/** Unusual but right solutions: each must get full marks, whatever the grading seed. */
const submissions = await corpus('right');
const runners = pools(1); // vitest runs two files at a time
const SEEDS = Array.from({ length: Number(process.env.COURSEWORK_SEEDS ?? 5) }, (_, i) => i + 1);
const SOLUTION_SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);
const folder = path.join(repository, 'content/exercises/neural-network');

afterAll(() => runners.dispose());

describe.concurrent('right solutions of exercise neural-network', () => {
  test.each(submissions.flatMap((submission) => SEEDS.map((seed) => ({ ...submission, seed }))))('$name, seed $seed', { timeout: 120_000 }, ({ file, seed }) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, file, { seed });
      expect(account(report)).toBe('');
      expect(report).toMatchObject({ score: 100, maxScore: 100, verdict: 'passed', seed });
    }),
  );
});

describe.concurrent('the files of the exercise', () => {
  test.each(SOLUTION_SEEDS)('solution.ts has full marks, seed %i', { timeout: 120_000 }, (seed) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, path.join(folder, 'solution.ts'), { seed });
      expect(account(report)).toBe('');
      expect(report).toMatchObject({ score: 100, verdict: 'passed' });
    }),
  );

  test.each(['starter.en.ts', 'starter.zh-cn.ts'])('%s scores 0 and says what to write', { timeout: 60_000 }, (starter) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, path.join(folder, starter));
      expect(report).toMatchObject({ score: 0, verdict: 'failed' });
      for (const check of report.checks.filter((one) => one.status !== 'skipped')) {
        expect(check.message).toContain(`\`${check.id.startsWith('init') ? 'initParams' : check.function}\` is still to be written`);
        expect(check.location?.line).toBeGreaterThan(1);
      }
    }),
  );
});
