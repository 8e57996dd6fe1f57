import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RunnerPool } from '../../../src/runner/pool';
import { account, corpus, grader, gradeFile, pools } from './engine';

/**
 * Files that break the process, the rules or the peace. The first line says what score is right, with the
 * honest parts counted, and what at least one message must say. After each, an honest file is graded by the
 * same pool as if nothing had been.
 */
const submissions = await corpus('hostile');
const runners = pools(1); // vitest runs two files at a time
/** A share of the usual limits, so that the whole ends in minutes: 3 s to load, 1.5 s a call, 18 s a training. */
const PATIENCE = 0.3;
const honest = submissions.find(({ name }) => name === 'sharedTensors')!.file;
const updateOnly = grader.checks.filter((check) => check.id === 'update-step');

afterAll(async () => {
  await runners.dispose();
  expect(await children(process.pid)).toEqual([]);
});

describe.concurrent('hostile submissions', () => {
  test.each(submissions)('$name', { timeout: 120_000 }, ({ name, file, about }) =>
    runners.use(async (pool) => {
      const { least, most, says } = expectations(about);
      const report = await gradeFile(pool, file, { patience: PATIENCE });
      expect(report.score, account(report)).toBeGreaterThanOrEqual(least);
      expect(report.score, account(report)).toBeLessThanOrEqual(most);
      expect(account(report)).toMatch(says);
      expect(report.verdict).not.toBe('passed');
      expect(report.output.length).toBeLessThan(250_000);
      for (const check of report.checks) {
        const limit = check.id === 'load' ? 10_000 : check.function === 'train' ? 60_000 : 5_000;
        if (check.status === 'timeout') expect(check.durationMs, check.id).toBeLessThan(limit * PATIENCE + 2_000);
      }
      const next = await gradeFile(pool, honest, { checks: updateOnly });
      expect(next.score, `after ${name}: ${account(next)}`).toBe(5);
    }),
  );

  test('a file that is no TypeScript', { timeout: 60_000 }, async () => {
    const report = await runners.use((pool) => gradeText(pool, 'export function forward( {\n  return 1;\n'));
    expect(report).toMatchObject({ score: 0, verdict: 'error' });
    expect(report.checks[0]).toMatchObject({ id: 'load', status: 'error' });
    expect(report.checks[0]!.message).toContain('not valid TypeScript');
    expect(report.checks[0]!.location?.line).toBeGreaterThanOrEqual(1);
  });

  test('an empty file', { timeout: 60_000 }, async () => {
    const report = await runners.use((pool) => gradeText(pool, ''));
    expect(report).toMatchObject({ score: 0, verdict: 'failed' });
    expect(report.checks[0]!.message).toContain('no export `initParams`');
  });
});

/** `… | score: 0..22 | says: pattern` */
function expectations(about: string) {
  const [, least, most, says] = /\| score: (\d+)(?:\.\.(\d+))? \| says: ?(.*)$/.exec(about) ?? [];
  if (least === undefined) throw new Error(`the first line states no score: ${about}`);
  return { least: Number(least), most: Number(most ?? least), says: new RegExp(says!.replace(/[().]/g, '\\$&')) };
}

async function gradeText(pool: RunnerPool, text: string) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'coursework-'));
  try {
    const file = path.join(folder, 'neuralNetwork.ts');
    await fs.writeFile(file, text);
    return await gradeFile(pool, file, { patience: PATIENCE });
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

/** Command lines of the runner processes that `parent` started and that are still there; Linux only. */
async function children(parent: number): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const found: string[] = [];
  for (const pid of (await fs.readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== parent) continue;
    const command = await fs.readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('runner.js')) found.push(command.replaceAll('\0', ' '));
  }
  return found;
}
