import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GradeReport } from '../../src/grading/report';
import type { LocalText } from '../../src/kit/l10n';
import { ProgressFile } from '../../src/progress/file';
import { Progress } from '../../src/progress/progress';
import { emptyProgress, merge, parseProgress, type Attempt, type ProgressData } from '../../src/progress/schema';
import { root } from './sources';

const both = (text: string): LocalText => ({ 'zh-cn': text, en: text });
const report = (score: number, exercise = 'cnn'): GradeReport<LocalText> => ({
  schemaVersion: 1,
  exercise,
  file: `/w/${exercise}.ts`,
  sha256: 'ab'.repeat(32),
  graderVersion: '1.0.0',
  seed: 1,
  backend: 'wasm',
  device: 'CPU',
  score,
  maxScore: 100,
  verdict: score === 100 ? 'passed' : 'partial',
  checks: [{ id: 'conv2d', function: 'conv2d', title: both('title'), points: score, maxPoints: 100, status: 'passed', message: both('Right.'), durationMs: 3 }],
  output: '',
  durationMs: 5,
});
const attempt = (n: number): Attempt => ({ id: randomUUID(), exercise: 'cnn', file: '/w/cnn.ts', sha256: '', score: n, maxScore: 100, verdict: 'partial', graderVersion: '1.0.0', seed: 1, backend: 'wasm', at: new Date(1e12 + n).toISOString() });
const withAttempts = (...attempts: Attempt[]): ProgressData => ({ ...emptyProgress(), attempts });

let folder: string;
let file: string;
const opened: Progress[] = [];

/** One window of VS Code. */
async function open(): Promise<Progress & { troubles: string[] }> {
  const progress = Object.assign(new Progress(folder), { troubles: [] as string[] });
  opened.push(progress);
  progress.onTrouble(({ note }) => progress.troubles.push(note));
  await progress.open();
  return progress;
}
const onDisk = async () => parseProgress(await readFile(file, 'utf8'));
const names = async (pattern: RegExp) => (await readdir(folder)).filter((name) => pattern.test(name));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'progress 进度 '));
  file = path.join(folder, 'progress.json');
});
afterEach(async () => {
  for (const progress of opened.splice(0)) {
    await progress.flush();
    progress.dispose();
  }
  await rm(folder, { recursive: true, force: true });
});

describe('progress', () => {
  it('begins empty, in a folder that it makes', async () => {
    folder = path.join(folder, 'globalStorage');
    const progress = await open();
    expect(progress.attempts('cnn')).toEqual([]);
    expect(progress.bestScore('cnn')).toBeUndefined();
    expect(progress.lastReport('cnn')).toBeUndefined();
    expect(progress.isRead('questions/data')).toBe(false);
    expect(progress.troubles).toEqual([]);
  });

  it('keeps attempts, the best score and the last report over a restart', async () => {
    const first = await open();
    for (const score of [40, 80, 60]) await first.record(report(score));
    await first.record(report(100, 'recommender'));
    const second = await open();
    expect(second.attempts('cnn').map(({ score }) => score)).toEqual([40, 80, 60]);
    expect(second.bestScore('cnn')).toBe(80);
    expect(second.lastReport('cnn')).toEqual(report(60));
    expect(second.bestScore('recommender')).toBe(100);
    expect(second.bestScore('neural-network')).toBeUndefined();
  });

  it('tells of a grade at once and has it on disk when the promise resolves', async () => {
    const progress = await open();
    const told: number[] = [];
    progress.onDidRecord(({ score }) => told.push(score));
    const saved = progress.record(report(70));
    expect(told).toEqual([70]);
    expect(progress.bestScore('cnn')).toBe(70);
    await saved;
    expect((await onDisk()).attempts.map(({ score }) => score)).toEqual([70]);
  });

  it('keeps the beginning of a long output', async () => {
    const progress = await open();
    await progress.record({ ...report(1), output: 'x'.repeat(1_000_000) });
    expect((await readFile(file, 'utf8')).length).toBeLessThan(30_000);
  });

  it('keeps the version before the last write, and leaves nothing else behind', async () => {
    const progress = await open();
    await progress.record(report(1));
    await progress.record(report(2));
    expect(parseProgress(await readFile(`${file}.previous`, 'utf8')).attempts.map(({ score }) => score)).toEqual([1]);
    expect((await readdir(folder)).sort()).toEqual(['progress.json', 'progress.json.previous']);
  });

  it('goes on when one write fails, and makes up for it', async () => {
    const progress = await open();
    const write = vi.spyOn(ProgressFile.prototype, 'write').mockRejectedValueOnce(new Error('no space left on device'));
    await expect(progress.record(report(1))).rejects.toThrow('no space');
    await progress.record(report(2));
    write.mockRestore();
    expect((await onDisk()).attempts.map(({ score }) => score)).toEqual([1, 2]);
  });
});

describe('a progress file that is corrupt', () => {
  const HALF = '{"schemaVersion":1,"attempts":[{"id":"a';

  it.each([
    ['cut off', HALF],
    ['empty', ''],
    ['of another kind', '[1, 2]'],
    ['with a field of the wrong type', JSON.stringify({ ...emptyProgress(), attempts: [{ ...attempt(1), score: 'all' }] })],
  ])('%s: is set aside as it is, and the version before it is used', async (_what, text) => {
    const before = await open();
    await before.record(report(1));
    await before.record(report(2));
    before.dispose();
    await writeFile(file, text);
    const after = await open();
    expect(after.troubles).toEqual(['recovered']);
    expect(after.attempts('cnn').map(({ score }) => score)).toEqual([1]);
    const [aside] = await names(/\.corrupt-/);
    expect(await readFile(path.join(folder, aside!), 'utf8')).toBe(text);
    await after.record(report(3));
    expect((await onDisk()).attempts.map(({ score }) => score)).toEqual([1, 3]);
    expect((await open()).troubles).toEqual([]);
  });

  it('without a version before it: begins anew and says so', async () => {
    await writeFile(file, HALF);
    const progress = await open();
    expect(progress.troubles).toEqual(['lost']);
    expect(await names(/\.corrupt-/)).toHaveLength(1);
    await progress.record(report(9));
    expect((await onDisk()).attempts).toHaveLength(1);
  });

  it('and so is the version before it: begins anew', async () => {
    await writeFile(file, HALF);
    await writeFile(`${file}.previous`, HALF);
    expect((await open()).troubles).toEqual(['lost']);
  });

  it('while a window is open: what the window knows goes back to the disk', async () => {
    const progress = await open();
    await progress.record(report(1));
    await progress.record(report(2));
    await writeFile(file, HALF);
    await vi.waitFor(async () => expect((await onDisk()).attempts.map(({ score }) => score)).toEqual([1, 2]), { timeout: 5_000 });
    await vi.waitFor(() => expect(progress.troubles).toEqual(['recovered']));
  });
});

describe('a progress file of a later version', () => {
  const future = JSON.stringify({ schemaVersion: 2, trophies: ['gold'] });

  it('is never touched, and the person is told once', async () => {
    await writeFile(file, future);
    const progress = await open();
    await progress.record(report(50));
    await progress.setRead('questions/data', true);
    expect(await readFile(file, 'utf8')).toBe(future);
    expect(await readdir(folder)).toEqual(['progress.json']);
    expect(progress.troubles).toEqual(['fromTheFuture']);
    expect(progress.bestScore('cnn')).toBe(50);
    expect(progress.isRead('questions/data')).toBe(true);
  });
});

describe('two windows', () => {
  it('record 50 attempts each at the same time, and none is lost', async () => {
    const [one, two] = [await open(), await open()];
    const scores = Array.from({ length: 50 }, (_, i) => i);
    await Promise.all([...scores.map((score) => one.record(report(score))), ...scores.map((score) => two.record(report(50 + score)))]);
    const stored = (await onDisk()).attempts.map(({ score }) => score).sort((a, b) => a - b);
    expect(stored).toEqual(Array.from({ length: 100 }, (_, i) => i));
    for (const window of [one, two]) await vi.waitFor(() => expect(window.attempts('cnn')).toHaveLength(100), { timeout: 5_000 });
    expect(await names(/\.(lock|tmp)/)).toEqual([]);
  });

  it('see what the other did, and are told', async () => {
    const [one, two] = [await open(), await open()];
    const changed = vi.fn();
    const recorded = vi.fn();
    two.onDidChange(changed);
    two.onDidRecord(recorded);
    await one.record(report(30));
    await vi.waitFor(() => expect(two.bestScore('cnn')).toBe(30), { timeout: 5_000 });
    expect(changed).toHaveBeenCalled();
    expect(recorded).not.toHaveBeenCalled(); // the grade was not this window's
  });

  it('are told of what came in with their own write', async () => {
    await new ProgressFile(file).write(emptyProgress());
    const two = new Progress(folder); // does not follow the file
    opened.push(two);
    const best: (number | undefined)[] = [];
    two.onDidChange(() => best.push(two.bestScore('recommender')));
    await new ProgressFile(file).write(withAttempts({ ...attempt(77), exercise: 'recommender' }));
    await two.record(report(30));
    expect(best).toEqual([undefined, 77]);
  });

  it('of two marks of a page the later counts, whichever is written last', async () => {
    const early = { ...emptyProgress(), read: { a: { read: true, at: '2024-01-01T00:00:00.000Z' }, b: { read: true, at: '2024-01-03T00:00:00.000Z' } } };
    const late = { ...emptyProgress(), read: { a: { read: false, at: '2024-01-02T00:00:00.000Z' }, b: { read: false, at: '2024-01-01T00:00:00.000Z' } } };
    for (const merged of [merge(early, late), merge(late, early)]) expect(merged.read).toEqual({ a: late.read.a, b: early.read.b });
    await new ProgressFile(file).write(late);
    await new ProgressFile(file).write(early);
    const progress = await open();
    expect([progress.isRead('a'), progress.isRead('b')]).toEqual([false, true]);
  });

  it('a page marked as read and unread again stays unread', async () => {
    const [one, two] = [await open(), await open()];
    await one.setRead('a', true);
    await vi.waitFor(() => expect(two.isRead('a')).toBe(true), { timeout: 5_000 });
    await new Promise((resolve) => setTimeout(resolve, 2)); // marks are told apart by the millisecond
    await two.setRead('a', false);
    await vi.waitFor(() => expect(one.isRead('a')).toBe(false), { timeout: 5_000 });
  });
});

describe('answers to questions', () => {
  const PAGE = 'questions/data/labeling';

  it('count tries, and know whether the first and the last were right, over a restart', async () => {
    const first = await open();
    expect(first.answerTo(PAGE, 'kappa')).toBeUndefined();
    await first.answer(PAGE, 'kappa', false, true);
    await first.answer(PAGE, 'kappa', true, true);
    await first.answer(PAGE, 'audit', true, false);
    const second = await open();
    expect(second.answerTo(PAGE, 'kappa')).toMatchObject({ right: true, firstTry: false, tries: 2, due: true });
    expect(second.answerTo(PAGE, 'audit')).toMatchObject({ right: true, firstTry: true, tries: 1, due: false });
    await second.answer(PAGE, 'audit', false, true);
    expect(second.answerTo(PAGE, 'audit')).toMatchObject({ right: false, firstTry: true, tries: 2, due: true });
    expect(second.answerTo('questions/data/cleaning', 'kappa')).toBeUndefined();
    expect(Object.keys((await onDisk()).answers)).toEqual([`${PAGE}#kappa`, `${PAGE}#audit`]);
  });

  it('are forgotten when the learner starts over, in the other window too', async () => {
    const [one, two] = [await open(), await open()];
    await one.answer(PAGE, 'kappa', false, true);
    await one.answer(PAGE, 'audit', true, false);
    await vi.waitFor(() => expect(two.answerTo(PAGE, 'audit')).toBeDefined(), { timeout: 5_000 });
    await new Promise((resolve) => setTimeout(resolve, 2)); // statements are told apart by the millisecond
    await two.startOver(PAGE, ['kappa', 'audit', 'never-asked']);
    await vi.waitFor(() => expect([one.answerTo(PAGE, 'kappa'), one.answerTo(PAGE, 'audit')]).toEqual([undefined, undefined]), { timeout: 5_000 });
    await one.answer(PAGE, 'kappa', true, false);
    expect(one.answerTo(PAGE, 'kappa')).toMatchObject({ right: true, firstTry: true, tries: 1 });
    expect(Object.keys((await onDisk()).answers)).toHaveLength(2);
  });

  it('of two windows are all kept, and of two to one question the later counts', async () => {
    const one = (at: string, right: boolean) => ({ right, firstTry: right, tries: 1, due: !right, at });
    const early = { ...emptyProgress(), answers: { [`${PAGE}#a`]: one('2024-01-01T00:00:00.000Z', false), [`${PAGE}#b`]: one('2024-01-03T00:00:00.000Z', true) } };
    const late = { ...emptyProgress(), answers: { [`${PAGE}#a`]: one('2024-01-02T00:00:00.000Z', true), [`${PAGE}#c`]: one('2024-01-01T00:00:00.000Z', false) } };
    for (const merged of [merge(early, late), merge(late, early)]) {
      expect(merged.answers).toEqual({ [`${PAGE}#a`]: late.answers[`${PAGE}#a`], [`${PAGE}#b`]: early.answers[`${PAGE}#b`], [`${PAGE}#c`]: late.answers[`${PAGE}#c`] });
    }
    const [first, second] = [await open(), await open()];
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? first : second).answer(PAGE, `q${i}`, true, false)));
    expect(Object.keys((await onDisk()).answers)).toHaveLength(20);
  });

  it('are absent in the files of before, which are read all the same, and are not lost beside the other fields', async () => {
    const old = { ...withAttempts(attempt(40)), read: { a: { read: true, at: '2024-01-01T00:00:00.000Z' } }, answers: undefined };
    await writeFile(file, JSON.stringify(old));
    const progress = await open();
    expect([progress.troubles, progress.bestScore('cnn'), progress.isRead('a')]).toEqual([[], 40, true]);
    await progress.answer(PAGE, 'kappa', true, false);
    await progress.record(report(50));
    await progress.setRead('b', true);
    expect(await onDisk()).toMatchObject({ schemaVersion: 1, attempts: [{ score: 40 }, { score: 50 }], answers: { [`${PAGE}#kappa`]: { right: true } } });
    expect(await names(/corrupt/)).toEqual([]);
  });

  it.each([{ tries: -1 }, { right: 'yes' }, { at: 5 }])('that are damaged (%j) are no progress file', (damage) => {
    const answer = { right: true, firstTry: true, tries: 1, due: false, at: '2024-01-01T00:00:00.000Z' };
    expect(parseProgress(JSON.stringify({ ...emptyProgress(), answers: { 'a#b': answer } })).answers).toEqual({ 'a#b': answer });
    expect(() => parseProgress(JSON.stringify({ ...emptyProgress(), answers: { 'a#b': { ...answer, ...damage } } }))).toThrow();
  });
});

describe('hints that were shown', () => {
  it('are remembered by check over a restart, and counted in the attempts that follow', async () => {
    const progress = await open();
    expect(progress.hints('cnn', 'conv2d')).toBeUndefined();
    await progress.record(report(40));
    await progress.recordHint('cnn', 'conv2d', 1, 'aa');
    await progress.recordHint('cnn', 'conv2d', 2, 'bb');
    await progress.recordHint('cnn', 'pool', 1, 'bb');
    await progress.recordHint('recommender', 'cosine', 3, 'cc');
    await progress.record(report(50));
    const again = await open();
    expect(again.hints('cnn', 'conv2d')).toMatchObject({ seen: 2, sha256: 'bb' });
    expect(again.attempts('cnn').map(({ hintsUsed }) => hintsUsed)).toEqual([undefined, 3]);
    expect((await onDisk()).attempts[0]).not.toHaveProperty('hintsUsed');
  });

  it('of two windows: the further step counts, and of equal ones the later', () => {
    const at = (day: number) => `2024-01-0${day}T00:00:00.000Z`;
    const one = { ...emptyProgress(), hints: { 'cnn#a': { seen: 2, sha256: 'x', at: at(1) }, 'cnn#b': { seen: 1, sha256: 'x', at: at(2) } } };
    const two = { ...emptyProgress(), hints: { 'cnn#a': { seen: 1, sha256: 'y', at: at(3) }, 'cnn#b': { seen: 1, sha256: 'y', at: at(3) }, 'cnn#c': { seen: 1, sha256: 'y', at: at(3) } } };
    for (const merged of [merge(one, two), merge(two, one)]) expect(merged.hints).toEqual({ 'cnn#a': one.hints['cnn#a'], 'cnn#b': two.hints['cnn#b'], 'cnn#c': two.hints['cnn#c'] });
  });

  it('are absent in the files of before, and no file with damaged ones is read', async () => {
    await writeFile(file, JSON.stringify({ ...withAttempts(attempt(40)), hints: undefined }));
    const progress = await open();
    expect([progress.troubles, progress.bestScore('cnn'), progress.hints('cnn', 'conv2d')]).toEqual([[], 40, undefined]);
    const hint = { seen: 1, sha256: 'x', at: '2024-01-01T00:00:00.000Z' };
    for (const damage of [{ seen: -1 }, { sha256: 5 }]) expect(() => parseProgress(JSON.stringify({ ...emptyProgress(), hints: { 'cnn#a': { ...hint, ...damage } } }))).toThrow();
  });
});

describe('the lock', () => {
  const lock = () => `${file}.lock`;
  const aged = async (seconds: number) => {
    await writeFile(lock(), 'another');
    const then = Date.now() / 1000 - seconds;
    await utimes(lock(), then, then);
  };

  it.each([60, -3600])('of a window that was killed is broken (%d s old)', async (seconds) => {
    await aged(seconds);
    await new ProgressFile(file).write(withAttempts(attempt(1)));
    expect((await onDisk()).attempts).toHaveLength(1);
    expect(await names(/\.lock/)).toEqual([]);
  });

  it('that is stale is broken by one window only, and all that wait write in turn', async () => {
    await aged(60);
    const attempts = Array.from({ length: 8 }, (_, i) => attempt(i));
    await Promise.all(attempts.map((one) => new ProgressFile(file).write(withAttempts(one))));
    expect((await onDisk()).attempts).toEqual(attempts);
    expect(await names(/\.lock/)).toEqual([]);
  });

  it('of a window at work is waited for', async () => {
    await aged(0);
    let done = false;
    const writing = new ProgressFile(file).write(withAttempts(attempt(1))).then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(done).toBe(false);
    await rm(lock());
    await writing;
    expect((await onDisk()).attempts).toHaveLength(1);
  });
});

describe('a window that is killed while it writes', () => {
  it('leaves a whole file', async () => {
    const script = path.join(folder, 'writer.cjs');
    const source = `
      import { ProgressFile } from './src/progress/file';
      import { emptyProgress } from './src/progress/schema';
      const [file, attempt] = [process.argv[2]!, JSON.parse(process.argv[3]!)];
      void (async () => {
        for (let n = 0; ; n++) {
          await new ProgressFile(file).write({ ...emptyProgress(), attempts: Array.from({ length: 500 }, (_, i) => ({ ...attempt, id: String(i), score: n })) });
          if (n === 0) process.send!('begun');
        }
      })();`;
    await build({ stdin: { contents: source, resolveDir: root, loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', outfile: script, logLevel: 'error' });
    for (const delay of [0, 7, 23, 41]) {
      const child = fork(script, [file, JSON.stringify(attempt(0))]);
      await once(child, 'message');
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect((await onDisk()).attempts).toHaveLength(500);
      await rm(`${file}.lock`, { force: true }); // its age is tested above
    }
    const progress = await open();
    expect(progress.troubles).toEqual([]);
    await progress.record(report(100));
    expect(progress.bestScore('cnn')).toBe(100);
  });
});
