import fs from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { account, corpus, expected, grader, gradeFile, losing, namedIn, pools, unfilled } from './engine';

/**
 * Solutions with one mistake each. The first line names it, the checks that must lose points (every other check
 * must give its full points) and what the bank of known bugs must call it, if it knows it.
 */
const submissions = await corpus('wrong');
const runners = pools(1); // vitest runs two files at a time

afterAll(() => runners.dispose());

test('the corpus names every check at least once', () => {
  const named = new Set(submissions.flatMap(({ about }) => expected(about).losing));
  expect([...named].sort()).toEqual(grader.checks.map((check) => check.id).sort());
});

describe.concurrent('wrong solutions of exercise neural-network', () => {
  test.each(submissions)('$name', { timeout: 120_000 }, ({ file, about }) =>
    runners.use(async (pool) => {
      const report = await gradeFile(pool, file, { checks: await checksFor(file) });
      expect(losing(report), account(report)).toEqual(expected(about).losing);
      expect(namedIn(report), account(report)).toEqual(expected(about).named);
      expect(report.verdict).not.toBe('passed');
      expect(unfilled(report)).toEqual([]);
    }),
  );
});

/** Most take `train` from wrong/base as it is: that one is trained once, not a hundred times. */
async function checksFor(file: string) {
  const text = await fs.readFile(file, 'utf8');
  const isBase = text.includes("export * from './base/network'") && !/export (function|const) (train|initParams)\b/.test(text);
  return isBase ? grader.checks.filter((check) => check.function !== 'train') : grader.checks;
}
