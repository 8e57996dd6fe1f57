import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Grader } from '../../../src/grading/check';
import { grade, inLanguage } from '../../../src/grading/grade';
import { readSourceForPerson } from '../../../src/grading/readSource';
import { graderFor } from '../../../src/grading/registry';
import type { GradeReport } from '../../../src/grading/report';
import type { RunnerPool } from '../../../src/runner/pool';
import { probesOf } from '../../../src/syntax/probes';
import { SourceText } from '../../../src/syntax/sourceText';
import { corpus, grader, pools, repository } from '../grading/engine';

/** What a grade says must not depend on whether somebody watches. */
const runners = pools(1); // vitest runs two files at a time
afterAll(() => runners.dispose());

async function reportOf(pool: RunnerPool, by: Grader, file: string, watched: boolean): Promise<{ report: GradeReport; traces: number }> {
  const source = await readSourceForPerson(file);
  let traces = 0;
  const report = await grade({ grader: by, source, pool, seed: 1, dataFolder: path.join(repository, 'dist/data'), work: by.exercise === 'cnn' ? 'large' : 'small', ...(watched && { probes: probesOf(new SourceText(source.text)), onObserved: (seen) => (traces = seen.traces.length) }) });
  const undated = { ...inLanguage(report, 'en'), durationMs: 0 };
  return { report: { ...undated, checks: undated.checks.map((check) => ({ ...check, durationMs: 0 })) }, traces };
}

const withoutTraining = (by: Grader): Grader => ({ ...by, checks: by.checks.filter((check) => !check.trains), challenges: [] });

// All right files, and of the wrong ones each fourth (COURSEWORK_SAME=all: all of them, which takes minutes).
const chosen = (folder: string, i: number) => folder === 'right' || i % 4 === 0 || process.env.COURSEWORK_SAME === 'all';
// Those that are wrong in `train` alone have nothing else to be graded, and one that reads the clock is never graded alike.
const apart = (name: string) => name.startsWith('train-') || name === 'init-clock';
const corpora = await Promise.all((['right', 'wrong'] as const).map(async (folder) => [folder, (await corpus(folder)).filter(({ name }, i) => !apart(name) && chosen(folder, i))] as const));

describe('the same report with probes and without', () => {
  test.each(['neural-network', 'recommender', 'cnn'])('of the reference solution of %s', { timeout: 120_000 }, (exercise) =>
    runners.use(async (pool) => {
      const whole = graderFor(exercise);
      const by = exercise === 'cnn' ? withoutTraining(whole) : whole;
      const file = path.join(repository, 'content/exercises', exercise, 'solution.ts');
      const seen = await reportOf(pool, by, file, true);
      expect(seen.report).toEqual((await reportOf(pool, by, file, false)).report);
      expect(seen.traces).toBeGreaterThan(15);
    }),
  );

  // Learning takes most of a grade's time and is the same code for most of the corpus.
  const quick = withoutTraining(grader);
  for (const [folder, files] of corpora) {
    test.each(files)(`of ${folder}/$name`, { timeout: 120_000 }, ({ file }) =>
      runners.use(async (pool) => {
        expect((await reportOf(pool, quick, file, true)).report).toEqual((await reportOf(pool, quick, file, false)).report);
      }),
    );
  }
});
