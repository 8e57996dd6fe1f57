import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderOf, MOVIES_HEADER, RATINGS_HEADER, smallCinema } from '../../unit/movielens/folders';

/** `run recommender <file> --data <folder>` as a person types it, with real runner processes. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = path.join(root, 'dist/cli.js');
const exercise = path.join(root, 'content/exercises/recommender');
const SOLUTION = path.join(exercise, 'solution.ts');

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const run = (file: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'run', 'recommender', file, '--backend', 'cpu', '--lang', 'en', ...args], (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }));
  });

/** A file of which only `recommend` is written. */
async function learner(body: string): Promise<string> {
  const folder = await folderOf({ 'recommender.ts': `import * as tf from '@tensorflow/tfjs';\nexport function recommend(o: { ratings: tf.Tensor2D; itemContent: tf.Tensor2D; user: number; n: number }): number[] {\n  ${body}\n}\n` });
  return path.join(folder, 'recommender.ts');
}

const lastLine = (text: string) => text.trim().split('\n').at(-1);

describe('the reference solution on a folder of ratings', () => {
  it('recommends what a user of that taste had held out, to a few users, and is measured over many', async () => {
    const cinema = smallCinema();
    const { code, stdout, stderr } = await run(SOLUTION, '--data', await folderOf(cinema));
    const rows = cinema['ratings.csv'].trim().split('\n').length - 1;
    expect(stderr).toContain(`Read: ${rows} ratings by 24 users of 40 movies.`);
    expect(stderr).toContain(`Taking part: the 40 movies with the most ratings and the 24 users with the most (500 or fewer first): ${rows} ratings, ${Math.round((100 * rows) / 960)}% of the table.`);
    expect(stderr).not.toContain('Rows left out');
    expect(stdout.match(/^User \d+: \d+ ratings known, \d held out; likes (?:Action|Drama)$/gm)).toHaveLength(3);
    expect(stdout).toMatch(/^ {3}1\. Film \d+, The \((?:19|20)\d\d\) \[(?:Action|Drama)\]/m);
    expect(stdout).toMatch(/ \[(?:Action|Drama)\] ← held out, rated 4\.5$/m);
    const figures = /\(users: (\d+)\)\n {2}recommend {3}recall@10 (\S+) {2}NDCG@10 (\S+)\n {2}popularity {2}recall@10 (\S+) {2}NDCG@10 (\S+)\n$/.exec(stdout);
    const [users, recall, ndcg, popularRecall, popularNdcg] = figures!.slice(1).map(Number) as [number, number, number, number, number];
    expect(users).toBeGreaterThan(12);
    expect(recall).toBeGreaterThan(popularRecall + 0.1);
    expect(ndcg).toBeGreaterThan(popularNdcg + 0.2);
    expect(code).toBe(0);
  });

  it('recommends to the user that is asked for, in Chinese, and gives the same list each time', async () => {
    const args = [SOLUTION, '--data', await folderOf(smallCinema()), '--user', '4', '--lang', 'zh-cn'] as const;
    const [first, second] = [await run(...args), await run(...args)];
    expect(first.stdout).toMatch(/^用户 4：已知评分 \d+ 条，留出 \d 条；喜欢 Action/);
    expect(first.stdout.match(/^用户/gm)).toHaveLength(1);
    expect(first.stdout).toMatch(/（用户数：1）\n {2}recommend .*\n {2}热门榜 .*\n$/);
    expect(second.stdout).toBe(first.stdout);
    expect([first.code, second.code]).toEqual([0, 0]);
  });

  it('tells bad rows by line and goes on without them', async () => {
    const cinema = smallCinema();
    const folder = await folderOf({ ...cinema, 'ratings.csv': `${cinema['ratings.csv']}1,2\n1,999,3.0,5\n` });
    const bad = cinema['ratings.csv'].trim().split('\n').length + 1;
    const { code, stderr } = await run(SOLUTION, '--data', folder, '--user', '1');
    expect(stderr).toContain(`Rows left out: 2. The first of them:\nratings.csv:${bad}: 2 fields instead of 4.\nratings.csv:${bad + 1}: movie 999 is not in movies.csv.\nAll of them by kind:\n`);
    expect(code).toBe(0);
  });

  it('serves a folder of one user and one movie', async () => {
    const folder = await folderOf({ 'movies.csv': `${MOVIES_HEADER}\n1,Alone,(no genres listed)\n`, 'ratings.csv': `${RATINGS_HEADER}\n1,1,5,1\n` });
    const { code, stdout, stderr } = await run(SOLUTION, '--data', folder);
    expect(stdout).toBe('User 1: 1 ratings known, 0 held out; likes –\n  nothing recommended\n');
    expect(lastLine(stderr)).toBe('No held-out rating of 4 or more: nothing to measure.');
    expect(code).toBe(0);
  });
});

describe('a learner’s file on a folder of ratings', () => {
  it.each<[name: string, body: string, sentence: string]>([
    ['throws', "throw new Error('no idea');", '`recommend` threw an error: no idea'],
    ['is not written yet', "throw new Error('TODO: recommend');", '`recommend` is still to be written. Its comment says what it computes; start there.'],
    ['names an item that is not there', 'return [0, 40];', '`recommend` names item 40. The items are the columns of `ratings`, 0 to 39.'],
    ['names half an item', 'return [0.5];', '`recommend` names item 0.5. The items are the columns of `ratings`, 0 to 39.'],
    ['gives a tensor', 'return tf.range(0, 3) as unknown as number[];', '`recommend()` is a tensor. The signature asks for an array of numbers: `dataSync` reads them.'],
    ['disposes its input', 'o.ratings.dispose(); return [0];', '`recommend` disposes a tensor that it was given. What the caller passes in belongs to the caller.'],
    ['ends the process', 'process.exit(0);', '`recommend` ended the process (exit code 0) before it answered. Take out `process.exit`.'],
  ])('that %s', async (_, body, sentence) => {
    const { code, stderr } = await run(await learner(body), '--data', await folderOf(smallCinema()));
    expect(lastLine(stderr)).toBe(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  it('that throws has its line named, and its prints on stdout', async () => {
    const file = await learner("console.log('users:', o.ratings.shape[0]); throw new Error('no idea');");
    const { stdout, stderr } = await run(file, '--data', await folderOf(smallCinema()));
    expect(stdout).toBe('users: 24\n');
    expect(stderr).toContain(`${file}:3:`);
  });

  it('that recommends what was rated before, and one movie twice, sees it marked', async () => {
    const { code, stdout } = await run(await learner('return [0, 0, 1, 2, 3, 4, 5, 6, 7];'), '--data', await folderOf(smallCinema()), '--user', '1');
    expect(stdout.match(/^ +\d\. /gm)).toHaveLength(8);
    expect(stdout).toMatch(/– rated before \(\d(?:\.5)?\): not to be recommended$/m);
    expect(code).toBe(0);
  });
});

describe('what cannot be', () => {
  it.each<[name: string, args: (folder: string) => string[], sentence: string]>([
    ['an unknown user', (folder) => ['--data', folder, '--user', '99'], 'ratings.csv has no user 99. Some of its users are: 1, 2, 3, 4, 5, 6, 7, 8.'],
    ['a user that is no number', (folder) => ['--data', folder, '--user', 'me'], 'ratings.csv has no user me. Some of its users are: 1, 2, 3, 4, 5, 6, 7, 8.'],
    ['a user without data', () => ['--user', '1'], '--user needs --data. Name the folder with the ratings too.'],
    ['a folder that is not there', () => ['--data', '/no/such/folder'], 'There is no folder /no/such/folder. Name the folder that holds ratings.csv and movies.csv; ml-latest-small from grouplens.org/datasets/movielens is a good start.'],
  ])('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await run(SOLUTION, ...args(await folderOf(smallCinema())));
    expect(lastLine(stderr)).toBe(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('a folder without one usable rating', async () => {
    const folder = await folderOf({ 'movies.csv': `${MOVIES_HEADER}\n1,One (2001),Drama\n`, 'ratings.csv': `${RATINGS_HEADER}\n1,2,5,1\n` });
    const { code, stderr } = await run(SOLUTION, '--data', folder);
    expect(stderr).toContain('ratings.csv:2: movie 2 is not in movies.csv.');
    expect(lastLine(stderr)).toBe(`${folder} holds no rating that can be used. Unpack or download the data set again.`);
    expect(code).toBe(2);
  });

  it('data for an exercise that reads none', async () => {
    const ended = await new Promise<Ended>((resolve) => {
      execFile(process.execPath, [CLI, 'run', 'cnn', path.join(root, 'content/exercises/cnn/solution.ts'), '--data', root, '--lang', 'en'], (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }));
    });
    expect(ended).toEqual({ code: 2, stdout: '', stderr: '“cnn” reads no data of yours. Leave out --data; it is for: recommender.\n' });
  });

  it('and the help says how and where from', async () => {
    const { stdout } = await run('--help');
    expect(stdout.replace(/\s+/g, ' ')).toContain('--data <folder> recommender: a folder with MovieLens’ ratings.csv and movies.csv, for example ml-latest-small from grouplens.org/datasets/movielens');
    await expect(fs.readFile(path.join(exercise, 'readme.en.md'), 'utf8')).resolves.toContain('grouplens.org/datasets/movielens');
  });
});
