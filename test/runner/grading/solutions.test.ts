/**
 * The reference solution of every exercise gets full marks on every backend that this machine has. On
 * webgpu, which needs an adapter: test/runner/webgpu/grading.test.ts. The network of cnn takes a minute of training on
 * cpu; COURSEWORK_TRAIN=all trains it there, too.
 */
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { graderFor } from '../../../src/grading/registry';
import { findNative } from '../../../src/runner/native/find';
import { RunnerPool } from '../../../src/runner/pool';
import { options } from '../process/harness';
import { account, gradeFile, repository } from './engine';

const native = await findNative({ root: repository });
const binding = 'binding' in native ? native.binding : undefined;
const pools = Object.fromEntries((['wasm', 'tensorflow', 'cpu'] as const).map((backend) => [backend, new RunnerPool(() => options({ heapMb: 1024, backend, binding }))]));
afterAll(() => Promise.all(Object.values(pools).map((pool) => pool.dispose())));

describe.each(Object.entries(pools))('the reference solution on %s', (backend, pool) => {
  it.for(['neural-network', 'recommender', 'cnn'])('of %s has full marks', { timeout: 400_000 }, async (exercise, context) => {
    if (backend === 'tensorflow' && 'why' in native) return context.skip(`${native.why}: npm run native installs it`);
    const by = graderFor(exercise);
    const checks = exercise === 'cnn' && backend === 'cpu' && process.env.COURSEWORK_TRAIN !== 'all' ? by.checks.filter(({ id }) => id !== 'accuracy-held-out') : by.checks;
    const report = await gradeFile(pool, path.join(repository, 'content/exercises', exercise, 'solution.ts'), { by, checks });
    expect(account(report)).toBe('');
    const full = checks.reduce((sum, { points }) => sum + points, 0);
    expect(report).toMatchObject({ backend, score: full, maxScore: full, verdict: 'passed' });
  });
});
