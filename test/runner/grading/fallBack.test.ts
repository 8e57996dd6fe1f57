/**
 * Native code can end the process in the midst of a call: the file is graded on, with another backend. Here the
 * learner's own code plays the driver that crashes, on the native backend only.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { grade } from '../../../src/grading/grade';
import { graderFor } from '../../../src/grading/registry';
import { findNative } from '../../../src/runner/native/find';
import { RunnerPool } from '../../../src/runner/pool';
import type { PassedOver } from '../../../src/runner/protocol/backends';
import { folderOf, options, SOLUTION } from '../process/harness';
import { repository } from './engine';

const native = await findNative({ root: repository });
const grader = graderFor('neural-network');

/** Grades the reference solution with `crash` put in front of `update`'s own work, without its training. */
async function gradeWith(crash: string, context: TestContext) {
  if ('why' in native) return context.skip(`${native.why}: npm run native installs it`);
  const text = (await fs.readFile(SOLUTION, 'utf8')).replace(/(export function update\([^)]*\): Params \{)/, `$1\n${crash}`);
  expect(text).toContain(crash);
  const file = path.join(await folderOf({ 'neuralNetwork.ts': text }), 'neuralNetwork.ts');
  const told: PassedOver[] = [];
  const pool = new RunnerPool(() => options({ backend: 'tensorflow', binding: native.binding, heapMb: 1024 }), false);
  try {
    const checks = grader.checks.filter((check) => check.function !== 'train');
    const report = await grade({ grader: { ...grader, checks }, source: { file, text, bytes: new TextEncoder().encode(text) }, pool, seed: 1, onPassedOver: (one) => told.push(one) });
    return { report, told };
  } finally {
    await pool.dispose();
  }
}

it('a crash of native code costs no points: the call is made again on another backend, once', async (context) => {
  const { report, told } = await gradeWith("if (tf.getBackend() === 'tensorflow') process.abort();", context);
  expect(report.checks.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(report).toMatchObject({ verdict: 'passed', backend: 'wasm' });
  expect(told).toEqual([{ backend: 'tensorflow', why: 'crashed', detail: 'SIGABRT' }]);
});

it('a file that ends every process itself is told so', async (context) => {
  const { report } = await gradeWith('process.abort();', context);
  const [update] = report.checks.filter((check) => check.function === 'update');
  expect(update).toMatchObject({ status: 'crashed', points: 0 });
  expect(update!.message.en).toContain('SIGABRT');
  expect(report.checks.find(({ id }) => id === 'forward-hidden')).toMatchObject({ status: 'passed' });
});
