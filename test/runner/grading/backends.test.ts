/**
 * The same file gets the same verdict on every backend that this machine has. Backend webgpu has its own
 * (test/runner/webgpu/grading.test.ts), because it needs an adapter.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { graderFor } from '../../../src/grading/registry';
import type { GradeReport } from '../../../src/grading/report';
import { findNative } from '../../../src/runner/native/find';
import { RunnerPool } from '../../../src/runner/pool';
import type { SpawnOptions } from '../../../src/runner/spawn';
import { options } from '../process/harness';
import { account, corpus, gradeFile, repository } from './engine';

const native = await findNative({ root: repository });
const poolOf = (more: Partial<SpawnOptions>) => new RunnerPool(() => options({ heapMb: 1024, ...more }));
const pools = { cpu: poolOf({ backend: 'cpu' }), wasm: poolOf({ backend: 'wasm' }), tensorflow: poolOf({ backend: 'tensorflow', ...('binding' in native && { binding: native.binding }) }) };
afterAll(() => Promise.all(Object.values(pools).map((pool) => pool.dispose())));

/** Mistakes of numbers, where backends could differ: overflow, NaN, ties, axes, rounding. COURSEWORK_CORPUS=all takes every one. */
const NUMERIC = ['forward-unshifted', 'forward-one-nan', 'forward-rounded', 'forward-softmax-axis-0', 'loss-no-clip', 'loss-clip-wide', 'predict-argmin', 'predict-axis-0', 'backward-no-mean', 'update-uphill', 'init-zeros'];
const ALL = process.env.COURSEWORK_CORPUS === 'all';
const right = await corpus('right');
const submissions = ALL ? [...right, ...(await corpus('wrong'))] : [...right.slice(0, 2), ...(await corpus('wrong')).filter(({ name }) => NUMERIC.includes(name))];
const { checks: every } = graderFor('neural-network');
const checks = ALL ? every : every.filter((check) => check.function !== 'train');

const outcome = (report: GradeReport) => report.checks.map(({ id, status, points, knownBug }) => ({ id, status, points, knownBug }));

describe.each(['wasm', 'tensorflow'] as const)('the verdict on %s', (backend) => {
  it.for(submissions)('is that on cpu: $name', { timeout: 120_000 }, async ({ file }, context) => {
    if (backend === 'tensorflow' && 'why' in native) return context.skip(`${native.why}: npm run native installs it`);
    const [here, cpu] = [await gradeFile(pools[backend], file, { checks }), await gradeFile(pools.cpu, file, { checks })];
    expect(here.backend).toBe(backend);
    expect(outcome(here), account(here)).toEqual(outcome(cpu));
  });
});
