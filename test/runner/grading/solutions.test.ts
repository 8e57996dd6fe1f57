/**
 * The reference solution of every exercise gets full marks on every backend that this machine has. On webgpu,
 * which needs an adapter: test/runner/webgpu/grading.test.ts.
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
  // The network of cnn takes a minute on cpu; the corpus of right solutions trains it on wasm.
  const exercises = ['neural-network', 'recommender', ...(backend === 'wasm' ? [] : ['cnn'])];
  it.for(exercises)('of %s has full marks', { timeout: 400_000 }, async (exercise, context) => {
    if (backend === 'tensorflow' && 'why' in native) return context.skip(`${native.why}: npm run native installs it`);
    const by = graderFor(exercise);
    const report = await gradeFile(pool, path.join(repository, 'content/exercises', exercise, 'solution.ts'), { by });
    expect(account(report)).toBe('');
    expect(report).toMatchObject({ backend, score: 100, maxScore: 100, verdict: 'passed' });
  });
});
