import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { graderFor } from '../../../src/grading/registry';
import { corpus, gradeFile, pools, repository } from './engine';

/** The challenge of exercise cnn is reported and changes neither score nor verdict. */
const by = graderFor('cnn');
const runners = pools(1, 'wasm');
const checks = by.checks.filter(({ id }) => id === 'dense-rank-2');
const submissions = await corpus('cnn/challenge');
const gradeIt = (file: string) => runners.use((pool) => gradeFile(pool, file, { by, checks, challenges: by.challenges, patience: 0.5 }));

afterAll(() => runners.dispose());

/** What the message of a wrong one says. */
const SAYS: Record<string, RegExp> = {
  strideIgnored: /With a stride above 1/,
  meanOverBatch: /sums, over all windows and all pictures/,
  autodiff: /uses automatic differentiation/,
  kernel: /runs Conv2DBackpropInput/,
  hangs: /did not come back/,
};

describe.concurrent('the challenge of exercise cnn', () => {
  test.each(submissions)('$name: $about', { timeout: 60_000 }, async ({ name, file, about }) => {
    const report = await gradeIt(file);
    const last = report.checks.at(-1)!;
    expect(last).toMatchObject({ id: 'challenge-conv-gradients', points: 0, maxPoints: 0 });
    if (about.startsWith('right')) expect(last).toMatchObject({ status: 'passed', message: 'Right.' });
    else {
      expect(last.status).not.toBe('passed');
      expect(last.message).toMatch(SAYS[name]!);
    }
    expect(report).toMatchObject({ score: 4, maxScore: 4, verdict: 'passed' });
  });

  test('is skipped where nobody tried it', { timeout: 60_000 }, async () => {
    const report = await gradeIt(path.join(repository, 'content/exercises/cnn/solution.ts'));
    expect(report.checks.at(-1)).toMatchObject({ status: 'skipped', message: 'Not tried. Export `conv2dGradients` if you like; it is worth no points.' });
    expect(report.verdict).toBe('passed');
  });
});
