import path from 'node:path';
import { afterAll, expect } from 'vitest';
import { grade, inLanguage } from '../../../src/grading/grade';
import { readSourceForPerson } from '../../../src/grading/readSource';
import { graderFor } from '../../../src/grading/registry';
import type { GradeReport } from '../../../src/grading/report';
import { RunnerPool } from '../../../src/runner/pool';
import { RUNNER_HEAP_MB } from '../../../src/runner/spawn';
import { account, corpus, gradeFile, repository } from '../grading/engine';
import { SCRIPT } from '../process/harness';
import { gpuTest, onGpu } from './harness';

const pools = { gpu: new RunnerPool(() => ({ script: SCRIPT, heapMb: RUNNER_HEAP_MB, ...onGpu }), false), cpu: new RunnerPool(() => ({ script: SCRIPT, heapMb: RUNNER_HEAP_MB, backend: 'cpu' }), false) };
afterAll(() => Promise.all([pools.gpu.dispose(), pools.cpu.dispose()]));

const solution = (exercise: string) => path.join(repository, 'content/exercises', exercise, 'solution.ts');

gpuTest('the reference of neural-network has full marks', async () => {
  const report = await gradeFile(pools.gpu, solution('neural-network'), { patience: 4 });
  expect(account(report)).toBe('');
  expect(report).toMatchObject({ score: 100, verdict: 'passed', backend: 'webgpu' });
});

gpuTest('the reference of recommender has full marks', async () => {
  const source = await readSourceForPerson(solution('recommender'));
  const report = inLanguage(await grade({ grader: graderFor('recommender'), source, pool: pools.gpu, seed: 1, patience: 4 }), 'en');
  expect(account(report)).toBe('');
  expect(report).toMatchObject({ score: 100, verdict: 'passed', backend: 'webgpu' });
});

/** COURSEWORK_CORPUS=all grades every submission with every check, in minutes; else those whose mistake is one of numbers. */
const ALL = process.env.COURSEWORK_CORPUS === 'all';
const NUMERIC = ['forward-unshifted', 'forward-one-nan', 'forward-rounded', 'forward-softmax-axis-0', 'loss-no-clip', 'loss-clip-wide', 'predict-argmin', 'predict-axis-0'];
const submissions = ALL ? [...(await corpus('right')), ...(await corpus('wrong'))] : (await corpus('wrong')).filter(({ name }) => NUMERIC.includes(name));
/** That training is graded alike the references show: its kernels are those of `forward` and `backward`. */
const checks = graderFor('neural-network').checks.filter((check) => ALL || check.function !== 'train');

const outcome = (report: GradeReport) => report.checks.map(({ id, status, points, knownBug }) => ({ id, status, points, knownBug }));

for (const { name, file } of submissions) {
  gpuTest(`${name} gets the verdict that it gets on cpu`, async () => {
    const [gpu, cpu] = [await gradeFile(pools.gpu, file, { checks, patience: 4 }), await gradeFile(pools.cpu, file, { checks })];
    expect(gpu.backend).toBe('webgpu');
    expect(outcome(gpu), account(gpu)).toEqual(outcome(cpu));
  }, 300_000);
}
