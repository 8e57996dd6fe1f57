import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSourceForPerson } from '../../src/grading/readSource';
import type { GradeReport } from '../../src/grading/report';
import type { RunnerPool } from '../../src/runner/pool';
import { account, grader, gradeFile, pools, repository } from '../runner/grading/engine';

/**
 * Files that break the process, the rules or the peace, one folder for each kind. The first line names the
 * attack, the score that is right, with the honest parts counted, and what a message must say. After each, an
 * honest file is graded by the same pool as if nothing had been. A file that finds a way out throws ESCAPED.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const runners = pools(1); // vitest runs two files at a time
/** A share of the usual limits, so that the whole ends in minutes: 2 s to load, 1 s a call, 12 s a training. */
const PATIENCE = 0.2;
/** What a verdict may take beyond its limit, in milliseconds. */
const BEYOND = 2_000;
const honest = path.join(here, 'patched/sharedTensors.ts');
const updateOnly = grader.checks.filter((check) => check.id === 'update-step');
const table: string[][] = [];

interface Attack {
  group: string;
  name: string;
  file: string;
  about: string;
}

const attacks: Attack[] = [];
for (const group of (await fs.readdir(here, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
  for (const entry of (await fs.readdir(path.join(here, group.name), { withFileTypes: true })).filter((one) => one.isFile())) {
    const file = path.join(here, group.name, entry.name);
    attacks.push({ group: group.name, name: entry.name.replace(/\.ts$/, ''), file, about: (await fs.readFile(file, 'utf8')).split('\n', 1)[0]!.replace(/^\/\/ /, '') });
  }
}

afterAll(async () => {
  await runners.dispose();
  expect(await runnersOf(process.pid)).toEqual([]);
  const width = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  console.log(`${table.length} hostile submissions\n${table.sort().map((row) => row.map((cell, i) => (i < 3 ? cell.padEnd(width[i]!) : cell)).join('  ')).join('\n')}`);
});

test('there are at least a hundred', () => expect(attacks.length).toBeGreaterThanOrEqual(100));

describe.concurrent('hostile submissions', () => {
  test.each(attacks)('$group/$name', { timeout: 120_000 }, (attack) => runners.use((pool) => withstand(pool, attack)));
});

async function withstand(pool: RunnerPool, { group, name, file, about }: Attack): Promise<void> {
  const { least, most, says } = expectations(about);
  const report = await gradeFile(pool, file, { patience: PATIENCE });
  const what = account(report);
  table.push([group, name, `${report.score} of ${report.maxScore}`, whatHappened(report)]);
  expect(what).not.toContain('ESCAPED');
  expect(report.output).not.toContain('ESCAPED');
  expect(report.score, what).toBeGreaterThanOrEqual(least);
  expect(report.score, what).toBeLessThanOrEqual(most);
  expect(what).toMatch(says);
  expect(report.verdict).not.toBe('passed');
  expect(report.output.length).toBeLessThan(250_000);
  for (const check of report.checks) {
    expect(check.message, check.id).not.toBe('');
    const limit = check.id === 'load' ? 10_000 : check.function === 'train' ? 60_000 : 5_000;
    if (check.status === 'timeout') expect(check.durationMs, check.id).toBeLessThan(limit * PATIENCE + BEYOND);
  }
  await theNextIsGraded(pool, name);
  // The one that waits for the next submission, and nobody else.
  expect((await runnersOf(process.pid)).length).toBeLessThanOrEqual(1);
}

async function theNextIsGraded(pool: RunnerPool, after: string): Promise<void> {
  const next = await gradeFile(pool, honest, { checks: updateOnly });
  expect(next.score, `after ${after}: ${account(next)}`).toBe(5);
}

describe('files that are no ordinary text', () => {
  let folder: string;
  let solution: string;
  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'hostile 文件 '));
    solution = await fs.readFile(path.join(repository, 'content/exercises/neural-network/solution.ts'), 'utf8');
  });
  afterAll(() => fs.rm(folder, { recursive: true, force: true }));

  const made = async (bytes: string | Uint8Array): Promise<string> => {
    const file = path.join(folder, `f${table.length}.ts`);
    await fs.writeFile(file, bytes);
    return file;
  };
  const graded = async (name: string, bytes: string | Uint8Array): Promise<GradeReport> => {
    const report = await runners.use(async (pool) => gradeFile(pool, await made(bytes), { patience: PATIENCE, checks: grader.checks.filter((check) => check.function !== 'train') }));
    table.push(['files', name, `${report.score} of ${report.maxScore}`, whatHappened(report)]);
    return report;
  };
  const refused = async (name: string, file: string, says: RegExp) => {
    const error: unknown = await readSourceForPerson(file).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'HumanError', message: expect.stringMatching(says) as string });
    table.push(['files', name, 'refused', (error as Error).message.replace(folder, '…')]);
  };

  test.each<[string, (text: string) => string | Uint8Array]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['CR alone in a comment', (text) => text.replace('\n\n', '\n// one\rconst two = 2;\n')],
    ['a byte order mark', (text) => `\uFEFF${text}`],
    ['UTF-16, little endian', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big endian', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['an unpaired surrogate in a text', (text) => `${text}\nexport const odd = '\\ud800';\n`],
    ['a shebang', (text) => `#!/usr/bin/env node\n${text}`],
  ])('%s is no fault', { timeout: 60_000 }, async (name, change) => {
    const report = await graded(name, change(solution));
    expect(account(report)).toBe('');
    expect(report.score).toBe(report.maxScore);
  });

  test.each([
    ['no TypeScript', 'export function forward( {\n  return 1;\n', /not valid TypeScript/],
    ['an empty file', '', /no export `initParams`/],
    ['900 kB of one line', `export const x = [${'1,'.repeat(450_000)}];`, /no export `initParams`/],
    ['brackets ten thousand deep', `export const x = ${'['.repeat(10_000)}${']'.repeat(10_000)};`, /./],
    ['text of another language', '#include <stdio.h>\nint main() { return 0; }\n', /not valid TypeScript/],
    ['zeros', new Uint8Array(1000), /not valid TypeScript/],
  ])('%s is 0 points and a sentence', { timeout: 60_000 }, async (name, bytes, says) => {
    const report = await graded(name, bytes);
    expect(report.score).toBe(0);
    expect(account(report)).toMatch(says);
  });

  test('50 MB, a folder, a FIFO, a device, a link to nothing, a link in a circle, Latin-1, half of UTF-8 are refused', { timeout: 60_000 }, async () => {
    const big = path.join(folder, 'big.ts');
    await (await fs.open(big, 'w')).truncate(50_000_000).catch(() => {});
    await refused('50 MB', big, /larger than 1 MB/);
    await refused('a folder', folder, /is not a file/);
    const { execFileSync } = await import('node:child_process');
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [path.join(folder, 'fifo.ts')]);
      await refused('a FIFO', path.join(folder, 'fifo.ts'), /is not a file/);
      await refused('a device', '/dev/zero', /is not a file/);
      await fs.symlink(path.join(folder, 'nothing'), path.join(folder, 'dangling.ts'));
      await refused('a link to nothing', path.join(folder, 'dangling.ts'), /no file/);
      await fs.symlink(path.join(folder, 'loop.ts'), path.join(folder, 'loop.ts'));
      await refused('a link in a circle', path.join(folder, 'loop.ts'), /cannot be read|no file/);
    }
    await refused('Latin-1', await made(Buffer.from('export const caf\xe9 = 1;', 'latin1')), /not text in UTF-8/);
    await refused('half of UTF-8', await made(Buffer.from([0x2f, 0x2f, 0xe4, 0xbd])), /not text in UTF-8/);
  });
});

/** The first sentence that speaks of the attack and not of what the file leaves out. */
const whatHappened = (report: GradeReport): string => (report.checks.find((check) => check.status !== 'passed' && !check.message.startsWith('There is no export')) ?? report.checks.find((check) => check.status !== 'passed'))?.message.slice(0, 110) ?? '';

/** `… | score: 0..22 | says: pattern` */
function expectations(about: string) {
  const [, least, most, says] = /\| score: (\d+)(?:\.\.(\d+))? \| says: ?(.*)$/.exec(about) ?? [];
  if (least === undefined) throw new Error(`the first line states no score: ${about}`);
  return { least: Number(least), most: Number(most ?? least), says: new RegExp(says!.replace(/[().]/g, '\\$&')) };
}

/** Command lines of the runner processes that `parent` started and that are still there; Linux only. */
async function runnersOf(parent: number): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const found: string[] = [];
  for (const pid of (await fs.readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(ppid) !== parent || state === 'Z') continue;
    const command = await fs.readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('runner.js')) found.push(command.replaceAll('\0', ' '));
  }
  return found;
}
