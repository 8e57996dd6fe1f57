import path from 'node:path';
import { CheckFailed } from '../../../../../src/grading/check';
import { numbersIn, show } from '../../../../../src/grading/compare';
import type { DataDemo, DemoContext } from '../../../../../src/grading/run';
import { HumanError } from '../../../../../src/kit/humanError';
import { msg } from '../../../../../src/kit/l10n';
import { questionArgument } from '../data';
import { ndcgAt, recallAt } from '../tasteGroups';
import { readMovies } from './movies';
import { collectRatings, countRatings, type Counts } from './ratings';
import { MOVIELENS, MOVIES, RATINGS } from './settings';
import { Skipped } from './skipped';
import { mustBeMovieLens, wholeNumber, type Reading } from './table';
import { choose, interestsOf, mostPopular, questionOf, rowOf, tableOf, wantedBy, type Table } from './taste';

/** The learner's `recommend` on a folder of MovieLens: lists for a few users, recall and NDCG for many. */
export const movieLensDemo: DataDemo = ({ folder, user }) => async (context) => {
  const table = await readTableOf(path.resolve(folder), user, context);
  if (user !== undefined) {
    const row = table.users.indexOf(wholeNumber(user));
    const list = await recommended(table, row, context);
    showList(table, row, list, context);
    return measure(table, [{ row, list }], context);
  }
  const rows = measurable(table);
  const lists: { row: number; list: number[] }[] = [];
  for (const [done, row] of rows.entries()) {
    context.progress(msg('recommendations for user {done} of {total}', { done: done + 1, total: rows.length }));
    const list = await recommended(table, row, context);
    if (done < MOVIELENS.shown) showList(table, row, list, context);
    lists.push({ row, list });
  }
  measure(table, lists, context);
};

/** Users whose lists can be measured, evenly spread over the table; where there are none, any few. */
function measurable(table: Table): number[] {
  const rows = table.users.map((_, row) => row);
  const wanting = rows.filter((row) => wantedBy(table, row).length > 0);
  if (wanting.length === 0) return rows.slice(0, MOVIELENS.shown);
  const count = Math.min(MOVIELENS.measured, wanting.length);
  return Array.from({ length: count }, (_, i) => wanting[Math.floor((i * wanting.length) / count)]!);
}

/** Reads the folder in two passes over its ratings, and says what was left out and who takes part. */
async function readTableOf(folder: string, asked: string | undefined, { say, progress, signal }: DemoContext): Promise<Table> {
  await mustBeMovieLens(folder);
  const skipped = new Skipped();
  const reading = (file: string, pass: number, passes: number): Reading => ({ signal, onRead: (share) => progress(msg('{file}: {percent}% read (pass {pass} of {passes})', { file, percent: Math.floor(share * 100), pass, passes })) });

  const movies = await readMovies(folder, skipped, reading(MOVIES, 1, 1));
  const counts = await countRatings(folder, (id) => movies.has(id), skipped, reading(RATINGS, 1, 2));
  if (counts.ratings === 0) {
    skipped.messages().forEach(say);
    throw new HumanError(msg('{folder} holds no rating that can be used.', { folder }), msg('Unpack or download the data set again.'));
  }
  const always = asked === undefined ? undefined : knownUser(asked, counts);
  const chosen = choose(counts, always);
  const cells = await collectRatings(folder, chosen.users, chosen.movies, skipped, reading(RATINGS, 2, 2));
  skipped.messages().forEach(say);

  const table = tableOf(chosen.users, chosen.movies.map((id) => movies.get(id)!), cells);
  const taking = cells.ratings.reduce((n, rating) => n + Number(rating !== 0), 0);
  say(msg('Read: {ratings} ratings by {users} users of {movies} movies.', { ratings: counts.ratings, users: counts.users.size, movies: counts.movies.size }));
  say(msg('Taking part: the {movies} movies with the most ratings and the {users} users with the most ({heavy} or fewer first): {ratings} ratings, {percent}% of the table.', { movies: table.movies.length, users: table.users.length, heavy: MOVIELENS.heavyUser, ratings: taking, percent: Math.round((100 * taking) / cells.ratings.length) }));
  say(msg('Held out: the latest {percent}% of each user’s ratings. `recommend` is called with k = {k}, alpha = {alpha}, n = {n}.', { percent: 100 * MOVIELENS.heldOut, k: MOVIELENS.k, alpha: MOVIELENS.alpha, n: MOVIELENS.n }));
  return table;
}

/** @throws HumanError where nobody of that id has rated anything */
function knownUser(asked: string, { users }: Counts): number {
  const id = wholeNumber(asked);
  if (users.has(id)) return id;
  const some = choose({ ratings: 0, users, movies: new Map() }).users.slice(0, 8);
  throw new HumanError(msg('{file} has no user {user}.', { file: RATINGS, user: asked }), msg('Some of its users are: {list}.', { list: some.join(', ') }));
}

/** What the learner's code recommends to a row of the table: columns, each once. @throws CheckFailed */
async function recommended(table: Table, row: number, { call }: DemoContext): Promise<number[]> {
  const list = [...numbersIn(await call('recommend', questionArgument(questionOf(table, row))), 'recommend()')];
  const items = table.movies.length;
  const stray = list.find((item) => !Number.isInteger(item) || item < 0 || item >= items);
  if (stray !== undefined) throw new CheckFailed(msg('`recommend` names item {item}. The items are the columns of `ratings`, 0 to {last}.', { item: show(stray), last: items - 1 }));
  return [...new Set(list)];
}

function showList(table: Table, row: number, list: readonly number[], { result }: DemoContext): void {
  const own = rowOf(table.training, row);
  const interests = interestsOf(table, row).values.subarray(0, table.genres);
  const liked = [...interests.keys()].filter((f) => interests[f]! > 0).sort((a, b) => interests[b]! - interests[a]! || a - b).slice(0, 3).map((f) => table.features[f]!);
  result(msg('User {user}: {known} ratings known, {heldOut} held out; likes {genres}', { user: table.users[row]!, known: own.filter((rating) => rating !== 0).length, heldOut: table.heldOut[row]!.size, genres: liked.join(', ') || '–' }));
  if (list.length === 0) result(msg('  nothing recommended'));
  list.slice(0, MOVIELENS.n).forEach((column, index) => {
    const movie = table.movies[column]!;
    const place = String(index + 1).padStart(2);
    const line = { place, title: movie.title, genres: movie.genres.join(', ') || '–' };
    const later = table.heldOut[row]!.get(column);
    if (own[column] !== 0) result(msg('  {place}. {title} [{genres}] – rated before ({rating}): not to be recommended', { ...line, rating: own[column]! }));
    else if (later !== undefined) result(msg('  {place}. {title} [{genres}] ← held out, rated {rating}', { ...line, rating: later }));
    else result(msg('  {place}. {title} [{genres}]', line));
  });
}

/** Recall and NDCG beside popularity's; movies count that were held out and liked. */
function measure(table: Table, lists: readonly { row: number; list: readonly number[] }[], { result, say }: DemoContext): void {
  const { n, liked } = MOVIELENS;
  const judged = lists.filter(({ row }) => wantedBy(table, row).length > 0);
  if (judged.length === 0) return say(msg('No held-out rating of {liked} or more: nothing to measure.', { liked }));
  const mean = (of: (row: number, list: readonly number[]) => number) => judged.reduce((sum, { row, list }) => sum + of(row, list), 0) / judged.length;
  const ndcg = mean((row, list) => ndcgAt(list, wantedBy(table, row), n));
  const popular = mean((row) => ndcgAt(mostPopular(table, row, n), wantedBy(table, row), n));
  const figures = {
    users: judged.length,
    liked,
    n,
    recall: mean((row, list) => recallAt(list, wantedBy(table, row), n)).toFixed(3),
    ndcg: ndcg.toFixed(3),
    popularRecall: mean((row) => recallAt(mostPopular(table, row, n), wantedBy(table, row), n)).toFixed(3),
    popularNdcg: popular.toFixed(3),
  };
  result(msg('Held-out movies rated {liked} or more that were found (users: {users})\n  recommend   recall@{n} {recall}  NDCG@{n} {ndcg}\n  popularity  recall@{n} {popularRecall}  NDCG@{n} {popularNdcg}', figures));
  if (ndcg < popular) say(msg('Popularity is hard to beat on real ratings: a weighted mean can put a movie that a single neighbour loved above one that all of them liked.'));
}
