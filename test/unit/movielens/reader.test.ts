import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { genresOf, readMovies, yearOf } from '../../../content/exercises/recommender/checks/movielens/movies';
import { collectRatings, countRatings } from '../../../content/exercises/recommender/checks/movielens/ratings';
import { Skipped, type FaultKind } from '../../../content/exercises/recommender/checks/movielens/skipped';
import { mustBeMovieLens, readTable, wholeNumber } from '../../../content/exercises/recommender/checks/movielens/table';
import { HumanError } from '../../../src/kit/humanError';
import { translate } from '../../../src/kit/l10n';
import { folderOf, MOVIES_HEADER, RATINGS_HEADER, smallCinema } from './folders';

const inWords = (skipped: Skipped) => skipped.messages().map((message) => translate(message, 'en'));
const lines = (...rows: string[]) => `${rows.join('\n')}\n`;

/** The sentence of the HumanError that something throws, without the folder's own name. */
async function sentence(work: Promise<unknown>, folder = ''): Promise<string> {
  const error: unknown = await work.then(() => 'nothing was thrown', (thrown: unknown) => thrown);
  if (!(error instanceof HumanError)) throw error;
  return error.in('en').replaceAll(folder || '\0', 'FOLDER');
}

const all = async (table: AsyncGenerator<unknown[]>) => {
  const rows: unknown[] = [];
  for await (const batch of table) rows.push(...batch);
  return rows;
};

describe('titles and genres', () => {
  it.each<[string, number | undefined]>([
    ['Toy Story (1995)', 1995],
    ['Toy Story (1995) ', 1995],
    ['Film (II) (2001–2003)', 2001],
    ['Fawlty Towers (1975-1979)', 1975],
    ['Series (2019– )', 2019],
    ['Shanghai Triad (Yao a yao yao dao waipo qiao) (1995)', 1995],
    ['(500) Days of Summer (2009)', 2009],
    ['Babylon 5', undefined],
    ['2001: A Space Odyssey', undefined],
    ['Film (2001) uncut', undefined],
  ])('%s is of %s', (title, year) => expect(yearOf(title)).toBe(year));

  it('are a list, empty where none is listed', () => {
    expect(genresOf('Adventure|Children|Film-Noir')).toEqual(['Adventure', 'Children', 'Film-Noir']);
    expect(genresOf('(no genres listed)')).toEqual([]);
    expect(genresOf('')).toEqual([]);
    expect(genresOf(' Drama ||Drama|')).toEqual(['Drama']);
  });

  it.each<[string, number]>([['12', 12], [' 12 ', 12], ['0', 0], ['007', 7], ['', NaN], ['-1', NaN], ['1.5', NaN], ['1e3', NaN], ['0x10', NaN], ['1 2', NaN], ['９', NaN], ['9'.repeat(20), NaN]])('“%s” as an id is %s', (text, id) => expect(wholeNumber(text)).toBe(id));
});

describe('a folder of MovieLens', () => {
  it('is read with quoted commas, doubled quotes, a byte order mark, CRLF, another order of columns and more of them', async () => {
    const folder = await folderOf({
      'movies.csv': `\uFEFF"Genres",imdb,movieId,title\r\nComedy|Drama,tt1,11,"American President, The (1995)"\r\n(no genres listed),,12,"""Cats"" 猫"\r\nDrama,,13,"Two\r\nlines (1999)"\r\n`,
      'ratings.csv': '\uFEFFtimestamp,rating,userId,movieId,note\r\n100,4.5,1,11,\r\n200,3,1,12,"a, b"\r\n',
    });
    const skipped = new Skipped();
    await mustBeMovieLens(folder);
    const movies = await readMovies(folder, skipped);
    expect([...movies.values()]).toEqual([
      { id: 11, title: 'American President, The (1995)', year: 1995, genres: ['Comedy', 'Drama'] },
      { id: 12, title: '"Cats" 猫', year: undefined, genres: [] },
      { id: 13, title: 'Two lines (1999)', year: 1999, genres: ['Drama'] },
    ]);
    const counts = await countRatings(folder, (id) => movies.has(id), skipped);
    expect(counts).toEqual({ ratings: 2, users: new Map([[1, 2]]), movies: new Map([[11, 1], [12, 1]]) });
    const cells = await collectRatings(folder, [1], [11, 12], skipped);
    expect([...cells.ratings]).toEqual([4.5, 3]);
    expect([...cells.times]).toEqual([100, 200]);
    expect(inWords(skipped)).toEqual([]);
  });

  it('has its bad rows left out and told of by line', async () => {
    const folder = await folderOf({
      'movies.csv': lines(MOVIES_HEADER, '1,One (2001),Drama', 'x,Two,Drama', '3,"Three, The"', '4,"Four,Drama', '1,Again,Drama', '5,"Five\nFive",Drama', ',No id,Drama'),
      'ratings.csv': lines(RATINGS_HEADER, '1,1,4.0,100', '1,1', '1,5,4.0,100,9', 'abc,1,4.0,100', '1,,4.0,100', '1,5,0.0,100', '1,5,5.5,100', '1,5,good,100', '1,5,4.0,today', '1,99,4.0,100', '2,1,"4.0,100', '2,1,3.5,100', '2,5,-3,100', '2,5,NaN,100'),
    });
    const skipped = new Skipped();
    const movies = await readMovies(folder, skipped);
    expect([...movies.keys()]).toEqual([1, 5]);
    const counts = await countRatings(folder, (id) => movies.has(id), skipped);
    expect([counts.ratings, counts.users.size]).toEqual([2, 2]);
    expect(inWords(skipped)).toEqual([
      'Rows left out: 17. The first of them:',
      'movies.csv:3: movieId “x” is not a whole number.',
      'movies.csv:4: 2 fields instead of 3.',
      'movies.csv:5: a quotation mark is missing or stands in the wrong place.',
      'movies.csv:6: movie 1 stood there before; the first one counts.',
      'movies.csv:9: movieId “” is not a whole number.',
      'ratings.csv:3: 2 fields instead of 4.',
      'ratings.csv:4: 5 fields instead of 4.',
      'ratings.csv:5: userId “abc” is not a whole number.',
      'ratings.csv:6: movieId “” is not a whole number.',
      'ratings.csv:7: “0.0” is not a rating from 0.5 to 5.',
      'All of them by kind:',
      '  ids that are not numbers: 4',
      '  wrong number of fields: 3',
      '  quotation marks that do not fit: 2',
      '  movies named twice: 1',
      '  ratings outside 0.5 to 5: 5',
      '  timestamps that are not numbers: 1',
      '  movies that movies.csv does not have: 1',
    ]);
  });

  it('counts the latest of several ratings, and of equally late ones the last in the file', async () => {
    const folder = await folderOf({ 'ratings.csv': lines(RATINGS_HEADER, '1,1,5.0,300', '1,1,1.0,100', '2,1,1.0,100', '2,1,4.0,300', '3,1,2.0,100', '3,1,3.0,100') });
    const skipped = new Skipped();
    const cells = await collectRatings(folder, [1, 2, 3], [1], skipped);
    expect([...cells.ratings]).toEqual([5, 4, 3]);
    expect(skipped.count('duplicate')).toBe(3);
    expect(inWords(skipped).slice(1, 4)).toEqual([
      'ratings.csv:3: user 1 rated movie 1 once more, later; the latest rating counts.',
      'ratings.csv:4: user 2 rated movie 1 once more, later; the latest rating counts.',
      'ratings.csv:6: user 3 rated movie 1 once more, later; the latest rating counts.',
    ]);
  });

  it('shows wrong values shortened and on one line, and the first ten of the file even if they are found last', () => {
    const skipped = new Skipped();
    for (let line = 100; line > 0; line--) skipped.add({ kind: 'rating', file: 'ratings.csv', line, values: { value: `\u001b[31m${'9'.repeat(60)}\n` } });
    const told = inWords(skipped);
    expect(told[1]).toBe(`ratings.csv:1: “[31m${'9'.repeat(36)}…” is not a rating from 0.5 to 5.`);
    expect(told.slice(1, 11).map((text) => Number(text.split(':')[1]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(told.at(-1)).toBe('  ratings outside 0.5 to 5: 100');
  });
});

describe('a folder that is none', () => {
  const cinema = smallCinema();
  const WHERE = 'Name the folder that holds ratings.csv and movies.csv; ml-latest-small from grouplens.org/datasets/movielens is a good start.';

  it.each<[name: string, files: Record<string, string>, inside: string, expected: string]>([
    ['absent', {}, 'nowhere', `There is no folder FOLDER. ${WHERE}`],
    ['a file', { 'ratings.csv': 'x' }, 'ratings.csv', `FOLDER is not a folder. ${WHERE}`],
    ['not unpacked', { 'ml-latest-small.zip': 'x' }, 'ml-latest-small.zip', 'FOLDER is not a folder. Unpack it first, then name the folder that comes out.'],
    ['empty', {}, '', `FOLDER has no file ratings.csv. ${WHERE}`],
    ['without movies.csv', { 'ratings.csv': 'x' }, '', `FOLDER has no file movies.csv. ${WHERE}`],
    ['one too high', { 'ml/ratings.csv': 'x', 'ml/movies.csv': 'x' }, '', `FOLDER has no file ratings.csv. Both files lie in ${path.join('FOLDER', 'ml')}: name that folder.`],
    ['of the old format', { 'ratings.dat': '1::1::5::9' }, '', 'FOLDER has no file ratings.csv. This is one of the older data sets, in another format; take ml-latest-small from grouplens.org/datasets/movielens.'],
  ])('%s', async (_, files, inside, expected) => {
    const folder = path.join(await folderOf(files), inside);
    expect(await sentence(mustBeMovieLens(folder), folder)).toBe(expected);
  });

  it.each<[name: string, movies: string | Uint8Array, expected: string]>([
    ['empty', '', 'FOLDER is empty. Unpack or download the data set again.'],
    ['of blank lines', '\n\r\n', 'FOLDER is empty. Unpack or download the data set again.'],
    ['in UTF-16', new Uint8Array(Buffer.from(`\uFEFF${cinema['movies.csv']}`, 'utf16le')), 'FOLDER is not text in UTF-8. Was it saved by another program? Take the file as it was downloaded.'],
    ['in Latin-1', new Uint8Array(Buffer.from(lines(MOVIES_HEADER, '1,Amélie (2001),Drama'), 'latin1')), 'FOLDER is not text in UTF-8. Was it saved by another program? Take the file as it was downloaded.'],
    ['cut in the middle of a letter', new Uint8Array(Buffer.from(`${MOVIES_HEADER}\n1,Amé`).subarray(0, -1)), 'FOLDER is not text in UTF-8. Was it saved by another program? Take the file as it was downloaded.'],
    ['without a header', lines('1,Toy Story (1995),Drama'), 'The first line of FOLDER does not name movieId, title, genres. It must name the columns, with commas between them: movieId,title,genres.'],
    ['with semicolons', lines('movieId;title;genres', '1;One;Drama'), 'The first line of FOLDER does not name movieId, title, genres. It must name the columns, with commas between them: movieId,title,genres.'],
    ['without one column', lines('movieId,title', '1,One'), 'The first line of FOLDER does not name genres. It must name the columns, with commas between them: movieId,title,genres.'],
  ])('with a movies.csv %s', async (_, movies, expected) => {
    const folder = await folderOf({ 'movies.csv': movies });
    expect(await sentence(readMovies(folder, new Skipped()), path.join(folder, 'movies.csv'))).toBe(expected);
  });

  it('with a folder in the place of a file', async () => {
    const folder = await folderOf({ 'movies.csv/x': '' });
    expect(await sentence(readMovies(folder, new Skipped()), path.join(folder, 'movies.csv'))).toBe('FOLDER is not a file. Unpack or download the data set again.');
  });
});

describe('200,000 rows', () => {
  const USERS = 500;
  const ROWS = 200_000;
  /** As wide as 20 MB in all: what is kept of them would show. */
  const NOTE = 'n'.repeat(80);

  async function wideFolder(): Promise<string> {
    const folder = await folderOf({ 'movies.csv': lines(MOVIES_HEADER, ...Array.from({ length: 400 }, (_, i) => `${i + 1},Film ${i + 1} (1990),Drama`)) });
    const file = fs.openSync(path.join(folder, 'ratings.csv'), 'w');
    fs.writeSync(file, `${RATINGS_HEADER},note\n`);
    for (let from = 0; from < ROWS; from += 10_000) {
      fs.writeSync(file, Array.from({ length: 10_000 }, (_, i) => `${((from + i) % USERS) + 1},${(Math.floor((from + i) / USERS) % 400) + 1},${i % 10_000 === 0 ? 'bad' : '3.5'},${from + i},${NOTE}${from + i}\n`).join(''));
    }
    fs.closeSync(file);
    return folder;
  }

  it('are read without being kept: live memory stays flat', async () => {
    v8.setFlagsFromString('--expose-gc');
    const collectGarbage = vm.runInNewContext('gc') as () => void;
    const live: number[] = [];
    const measure = (share: number) => {
      if (share < (live.length + 1) / 8) return;
      collectGarbage();
      const { heapUsed, external } = process.memoryUsage();
      live.push(heapUsed + external);
    };
    const folder = await wideFolder();
    const skipped = new Skipped();
    const counts = await countRatings(folder, () => true, skipped, { onRead: measure });
    expect(counts.ratings).toBe(ROWS - 20);
    expect(skipped.count('rating' satisfies FaultKind)).toBe(20);
    expect(live.length).toBeGreaterThanOrEqual(7);
    // From the first eighth to the end: less than a tenth of the 20 MB that went by.
    expect(Math.max(...live) - live[0]!).toBeLessThan(2_000_000);
  });

  it('can be left at any time', async () => {
    const cancel = new AbortController();
    const reading = all(readTable(path.join(await wideFolder(), 'ratings.csv'), ['userId'], { signal: cancel.signal, onRead: () => cancel.abort() }));
    const why: unknown = await reading.catch((error: unknown) => error);
    expect(why).toBe(cancel.signal.reason);
  });
});
