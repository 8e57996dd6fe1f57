import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { graderFor } from '../../../src/grading/registry';
import { account, corpus, expected, gradeFile, losing, namedIn, pools, repository, unfilled } from './engine';

/**
 * Solutions with one mistake lose points where the first line says so. The full training of the last check takes
 * its time: they run it where their first line names it. The right ones are in cnnRight.long.test.ts.
 */
const by = graderFor('cnn');
const wrong = await corpus('cnn/wrong');
const runners = pools(1, 'wasm'); // vitest runs two files at a time
const folder = path.join(repository, 'content/exercises/cnn');
const FULL_TRAINING = 'accuracy-held-out';
const withoutTraining = by.checks.filter((check) => check.id !== FULL_TRAINING);

afterAll(() => runners.dispose());

describe.concurrent('wrong solutions of exercise cnn', () => {
  test.each(wrong)('$name', { timeout: 400_000 }, ({ file, about }) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, file, { by, checks: expected(about).losing.includes(FULL_TRAINING) ? by.checks : await checksFor(file) });
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

describe.concurrent('the starters of exercise cnn', () => {
  test.each(['starter.en.ts', 'starter.zh-cn.ts'])('%s scores 0 and says what to write', { timeout: 60_000 }, (starter) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, path.join(folder, starter), { by });
      expect(report).toMatchObject({ score: 0, maxScore: 100, verdict: 'failed' });
      for (const check of report.checks) {
        // What takes a model needs buildModel first.
        const missing = ['predict', 'train'].includes(check.function) ? 'buildModel' : check.function;
        expect(check.message).toContain(`\`${missing}\` is still to be written`);
        expect(check.location?.line).toBeGreaterThan(1);
      }
    }),
  );
});

/** What a file takes from wrong/base as it is, and nothing of its own touches, is not graded a hundred times. */
async function checksFor(file: string) {
  const text = await fs.readFile(file, 'utf8');
  if (!text.includes("export * from './base/cnn'")) return withoutTraining;
  const own = new Set(Array.from(text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm), ([, name]) => name!));
  const touched = (name: string) => own.has(name) || (['predict', 'train'].includes(name) && own.has('buildModel'));
  return withoutTraining.filter((check) => ['conv2d', 'maxPool', 'fullyConnected', 'accuracy'].includes(check.function) || touched(check.function));
}
