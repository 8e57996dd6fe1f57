import { afterAll, describe, expect, it } from 'vitest';
import fs from 'node:fs/promises';
import path from 'node:path';
import { examine, type MicroscopeOutcome } from '../../../src/grading/microscope';
import { sha256 } from '../../../src/grading/grade';
import { readSourceForPerson } from '../../../src/grading/readSource';
import { translate } from '../../../src/kit/l10n';
import { grader, gradeFile, newPool, repository } from './engine';

const pool = newPool();
afterAll(() => pool.dispose());

const SOLUTION = path.join(repository, 'content/exercises/neural-network/solution.ts');
const wrong = (name: string) => path.join(repository, 'test/runner/grading/wrong', `${name}.ts`);

async function look(file: string, text?: string, signal?: AbortSignal): Promise<MicroscopeOutcome> {
  const source = await readSourceForPerson(file);
  return examine({ grader, microscope: grader.microscope!, source: text === undefined ? source : { ...source, text, bytes: Buffer.from(text) }, pool, seed: 1, signal, patience: 0.4 });
}
/** What was found; a test that gets no result says why. */
async function found(file: string, text?: string) {
  const outcome = await look(file, text);
  if (outcome.status !== 'done') throw new Error(outcome.status === 'failed' ? translate(outcome.why, 'en') : outcome.status);
  return outcome.result.parameters.map(({ parameter, wrong, problem, diagnosis, knownBug, entries }) => ({ parameter, wrong, knownBug: knownBug?.id, problem: problem && translate(problem, 'en'), diagnosis: diagnosis && translate(diagnosis, 'en'), entries }));
}
const failure = async (text: string) => {
  const outcome = await look(SOLUTION, text);
  return outcome.status === 'failed' ? { why: translate(outcome.why, 'en'), line: outcome.location?.line } : outcome.status;
};

describe('the microscope on a learner’s file', () => {
  it('finds nothing but float32 rounding in the reference solution', async () => {
    const outcome = await look(SOLUTION);
    expect(outcome).toMatchObject({ status: 'done', sha256: sha256(await fs.readFile(SOLUTION)) });
    for (const { wrong, entries, diagnosis } of await found(SOLUTION)) {
      expect({ wrong, diagnosis }).toEqual({ wrong: 0, diagnosis: undefined });
      expect(entries[0]!.relative).toBeLessThan(1e-6);
    }
  });

  it('tells a factor, in every parameter', async () => {
    const parameters = await found(wrong('backward-no-mean'));
    expect(parameters.map(({ diagnosis, knownBug }) => [diagnosis, knownBug])).toEqual(Array(4).fill(['Every entry is 5 times too large; the batch has 5 rows.', 'backward-no-mean']));
    expect(parameters.map(({ wrong, entries }) => entries.length - wrong)).toEqual([0, 0, 0, 0]);
  });

  it('tells a shape, in the parameter that has it, first', async () => {
    const [first, ...others] = await found(wrong('backward-W1-transposed'));
    expect(first).toMatchObject({ parameter: 'W1', knownBug: 'backward-transposed', diagnosis: 'The numbers are right; only the shape is not.' });
    expect(first!.problem).toMatch(/\[6, 4\] instead of \[4, 6\]/);
    expect(others.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
  });

  it('shows the numbers of the failing check', async () => {
    const file = wrong('backward-slope-forgotten');
    const report = await gradeFile(pool, file, { checks: grader.checks.filter(({ id }) => id === 'backward-W1') });
    const W1 = (await found(file)).find(({ parameter }) => parameter === 'W1')!;
    const [, row, column, value] = /^dW1\[(\d+), (\d+)\] = (\S+)$/.exec(report.checks[0]!.actual!)!;
    const entry = W1.entries.find(({ index }) => index.join() === `${row},${column}`)!;
    expect(entry.analytic).toBeCloseTo(Number(value), 5);
    expect(W1).toMatchObject({ knownBug: 'backward-slope-forgotten' });
  });

  it('says what kept it from looking', async () => {
    const text = await fs.readFile(SOLUTION, 'utf8');
    const body = (code: string) => text.replace('Params): Params {\n  return tf.tidy(() => {\n    // Softmax', `Params): Params {\n  ${code}\n  return tf.tidy(() => {\n    // Softmax`);
    expect(await failure(body("throw new Error('TODO: backward');"))).toMatchObject({ why: expect.stringContaining('still to be written') as string, line: expect.any(Number) as number });
    expect(await failure(body("throw new Error('oh');"))).toMatchObject({ why: '`backward` threw an error: oh' });
    expect(await failure(body('for (;;);'))).toMatchObject({ why: expect.stringContaining('did not come back within 2 s') as string });
    expect(await failure(body('return x as never;'))).toMatchObject({ why: expect.stringContaining('not an object') as string });
    expect(await failure(body('setTimeout(() => {}); p.b1.dispose(); p = { ...p, b1: tf.zeros([6]) };'))).toMatchObject({ why: expect.stringContaining('disposes') as string });
    expect(await failure(text.replace('function backward(', 'function backwards('))).toMatchObject({ why: expect.stringContaining('no export `backward`') as string });
    expect(await failure('export function backward( {')).toMatchObject({ why: expect.stringContaining('not valid TypeScript') as string });
  });

  it('ends when it is cancelled', async () => {
    const text = 'export function backward() { for (;;); }';
    const cancel = new AbortController();
    const looking = look(SOLUTION, text, cancel.signal);
    setTimeout(() => cancel.abort(), 300);
    expect(await looking).toEqual({ status: 'cancelled' });
    const before = new AbortController();
    before.abort();
    expect(await look(SOLUTION, text, before.signal)).toEqual({ status: 'cancelled' });
  });
});
