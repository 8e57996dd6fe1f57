/** `grade-all` as a teacher runs it: the built command line, killed in the midst, in shards, on a class with hostile work in it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../../src/cli/gradeAll/results';
import type { Summary } from '../../../src/cli/gradeAll/summary';
import { repository } from '../grading/engine';
import { isAlive, until } from '../process/harness';

const CLI = path.join(repository, 'dist/cli.js');
const corpora = path.join(repository, 'test/runner/grading');
let folder: string;
let dir: string;
const out = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'class 班级 '));
  dir = path.join(folder, 'class');
  await fs.mkdir(dir);
  const take = (from: string, as: string) => fs.cp(path.join(corpora, from), path.join(dir, as));
  await take('right/float64Arrays.ts', '=float.ts');
  await take('right/plainLoops.ts', 'plain loops.ts');
  await take('wrong/article.ts', 'article.ts');
  await take('../../hostile/exits/exitReally.ts', 'exit.ts');
  await take('../../hostile/forged/printedVerdict.ts', 'printed.ts');
  await fs.cp(path.join(repository, 'content/exercises/neural-network/solution.ts'), path.join(dir, '王小明/neuralNetwork.ts'));
  await fs.mkdir(path.join(dir, 'empty'));
  await fs.writeFile(path.join(dir, 'notes.md'), 'not a submission');
  await fs.writeFile(path.join(dir, 'latin1.ts'), Buffer.from('export const caf\xe9 = 1;', 'latin1'));
  // Two who hand in the work of others.
  await fs.symlink(path.join(dir, '王小明/neuralNetwork.ts'), path.join(dir, 'link.ts'));
  await fs.writeFile(path.join(dir, 'thief.ts'), "export * from './plain loops';\n");
  spawnSync('mkfifo', [path.join(dir, 'fifo.ts')]);
});
afterAll(() => fs.rm(folder, { recursive: true, force: true }));

const args = (name: string, more: string[] = []) => [CLI, 'grade-all', 'neural-network', dir, '--out', out(name), '--lang', 'en', ...more];
const run = (argv: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  return { status, stdout, stderr };
};
const reports = (name: string) => ['--junit', path.join(out(name), 'junit.xml'), '--csv', path.join(out(name), 'table.csv')];

/** Every file but journals, by its path: what must be the same however it was graded. */
async function bytesIn(name: string, only?: string[]): Promise<Record<string, string>> {
  const files = (await fs.readdir(out(name), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.endsWith('.ndjson'));
  const all = files.map((entry) => path.relative(out(name), path.join(entry.parentPath, entry.name))).filter((file) => only?.includes(file) ?? true);
  return Object.fromEntries(await Promise.all(all.sort().map(async (file) => [file, await fs.readFile(path.join(out(name), file), 'utf8')] as const)));
}
const journalLines = async (name: string) => (await fs.readFile(path.join(out(name), 'journal.ndjson'), 'utf8').catch(() => '')).split('\n').length - 1;
const WHOLE = ['junit.xml', 'summary.html', 'summary.json', 'table.csv'];

/** The runner processes of a host, by its process id (Linux). */
async function childrenOf(pid: number): Promise<number[]> {
  const found: number[] = [];
  for (const name of await fs.readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await fs.readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid) found.push(Number(name));
  }
  return found;
}

describe('grade-all', () => {
  beforeAll(() => {
    const { status, stderr } = run(args('one', reports('one')));
    expect(status, stderr).toBe(0);
  }, 300_000);

  it('grades files and folders, and says what is wrong with what cannot be graded', async () => {
    const summary = JSON.parse(await fs.readFile(path.join(out('one'), 'summary.json'), 'utf8')) as Summary;
    expect(Object.fromEntries(summary.submissions.map(({ submission, verdict, score }) => [submission, `${verdict} ${score}`]))).toMatchObject({
      '=float.ts': 'passed 100',
      'plain loops.ts': 'passed 100',
      'article.ts': 'partial 10',
      empty: 'error 0',
      'fifo.ts': 'error 0',
      'link.ts': 'error 0',
      'thief.ts': 'error 0',
      'latin1.ts': 'error 0',
      王小明: 'passed 100',
    });
    expect(summary.submissions.map(({ submission }) => submission)).not.toContain('notes.md');
    expect(summary.submissions.find(({ submission }) => submission === 'exit.ts')!.verdict).not.toBe('passed');
    const result = JSON.parse(await fs.readFile(path.join(out('one'), 'results/empty.json'), 'utf8')) as Result;
    expect(result.report.checks[0]).toMatchObject({ id: 'load', status: 'error', message: 'empty/neuralNetwork.ts is not there, or is a link, or is no TypeScript file in UTF-8 that can be read.' });
    // Nothing of this machine's folders or clock.
    expect(Object.values(await bytesIn('one')).join('')).not.toContain(folder);
    const table = await fs.readFile(path.join(out('one'), 'table.csv'), 'utf8');
    expect(table).toContain('"\'=float.ts",passed,100');
  });

  it('refuses to write over results, and to go on under other settings', () => {
    expect(run(args('one'))).toMatchObject({ status: 2, stderr: expect.stringContaining('--resume') as string });
    expect(run(args('one', ['--resume', '--seed', '2']))).toMatchObject({ status: 2, stderr: expect.stringContaining('seed: 1') as string });
  });

  it('--resume grades what is new or changed, and nothing else', async () => {
    const file = path.join(dir, 'plain loops.ts');
    const text = await fs.readFile(file, 'utf8');
    const lines = await journalLines('one');
    await fs.writeFile(file, `${text}\n// changed\n`);
    const changed = run(args('one', ['--resume', ...reports('one')]));
    expect(changed.stderr.split('\n').slice(1)).toEqual(['[1/1] plain loops.ts: 100/100', '']);
    expect(changed.stderr).toMatch(/^Outer sandbox: /);
    await fs.writeFile(file, text);
    expect(run(args('one', ['--resume', ...reports('one')])).status).toBe(0);
    expect(await journalLines('one')).toBe(lines + 2);
  });

  it('killed twice and resumed ends in the same bytes, and leaves no process behind', { timeout: 300_000 }, async () => {
    for (const atLeast of [3, 5]) {
      const child: ChildProcess = spawn(process.execPath, args('killed', ['--resume', ...reports('killed')]), { stdio: 'ignore' });
      await until(async () => (await journalLines('killed')) >= atLeast, 120_000);
      const runners = await childrenOf(child.pid!);
      child.kill('SIGKILL');
      expect(await until(async () => !(await Promise.all(runners.map(isAlive))).some(Boolean), 15_000)).toBe(true);
    }
    expect(await journalLines('killed')).toBeLessThan(10);
    expect(run(args('killed', ['--resume', ...reports('killed')])).status).toBe(0);
    expect(await bytesIn('killed')).toEqual(await bytesIn('one'));
  });

  it('in four shards and put together ends in the same bytes', { timeout: 300_000 }, async () => {
    const shards = [1, 2, 3, 4].map((i) => `shard${i}`);
    shards.forEach((name, i) => expect(run(args(name, ['--shard', `${i + 1}/4`, '--jobs', '1'])).status).toBe(0));
    const merged = run([CLI, 'merge-results', 'neural-network', ...shards.map(out).reverse(), '--out', out('merged'), '--lang', 'en', ...reports('merged')]);
    expect(merged.status, merged.stderr).toBe(0);
    expect(await bytesIn('merged')).toEqual(await bytesIn('one', WHOLE));
  });

  it('cancelled keeps what is done and says how to go on', { timeout: 120_000 }, async () => {
    const child = spawn(process.execPath, args('cancelled'), { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => void (said += text.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await until(async () => (await journalLines('cancelled')) >= 2, 60_000);
    child.kill('SIGINT');
    expect(await ended).toBe(2);
    expect(said).toContain('Go on by --resume.');
  });

  it.each([
    ['--shard', '5/4'],
    ['--shard', '0/4'],
    ['--jobs', '0'],
    ['--seed', '0'],
  ])('bad usage: %s %s', (option, value) => {
    expect(run(args('bad', [option, value])).status).toBe(2);
  });
});
