import path from 'node:path';
import { RATINGS } from './settings';
import { faultOf, type Fault, type FaultKind, type Skipped } from './skipped';
import { readTable, wholeNumber, type Reading, type TableRow } from './table';

/** How many ratings each user gave and each movie got. */
export interface Counts {
  ratings: number;
  users: Map<number, number>;
  movies: Map<number, number>;
}

/** The ratings of the users and movies that take part, row by row: [users, movies]. */
export interface Cells {
  /** 0 = not rated. */
  ratings: Float32Array;
  /** Seconds since 1970; 0 where there is no rating. */
  times: Float64Array;
}

interface Rating {
  line: number;
  user: number;
  movie: number;
  rating: number;
  time: number;
}

/**
 * First pass: counts alone are kept, so memory grows with the number of users and movies, not of ratings.
 * @param known whether movies.csv has a movie
 */
export async function countRatings(folder: string, known: (movie: number) => boolean, skipped: Skipped, reading?: Reading): Promise<Counts> {
  const counts: Counts = { ratings: 0, users: new Map(), movies: new Map() };
  for await (const batch of validRatings(folder, known, skipped, reading)) {
    counts.ratings += batch.length;
    for (const { user, movie } of batch) {
      counts.users.set(user, (counts.users.get(user) ?? 0) + 1);
      counts.movies.set(movie, (counts.movies.get(movie) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * Second pass: the ratings of the given users and movies, in the order of these lists. Of several by one user
 * for one movie the latest counts, of equally late ones the last in the file; the others are told to `skipped`.
 */
export async function collectRatings(folder: string, users: readonly number[], movies: readonly number[], skipped: Skipped, reading?: Reading): Promise<Cells> {
  const size = users.length * movies.length;
  const cells: Cells = { ratings: new Float32Array(size), times: new Float64Array(size) };
  const lines = new Uint32Array(size);
  const rowOf = new Map(users.map((user, row) => [user, row]));
  const columnOf = new Map(movies.map((movie, column) => [movie, column]));
  for await (const batch of validRatings(folder, (id) => columnOf.has(id), undefined, reading)) {
    for (const { line, user, movie, rating, time } of batch) {
      const row = rowOf.get(user);
      if (row === undefined) continue;
      const cell = row * movies.length + columnOf.get(movie)!;
      const again = cells.ratings[cell] !== 0;
      const newer = !again || time >= cells.times[cell]!;
      if (again) skipped.add({ kind: 'duplicate', file: RATINGS, line: newer ? lines[cell]! : line, values: { user, movie } });
      if (!newer) continue;
      cells.ratings[cell] = rating;
      cells.times[cell] = time;
      lines[cell] = line;
    }
  }
  return cells;
}

/** The rows that are ratings of a known movie, batch by batch; the others are told to `skipped`. */
async function* validRatings(folder: string, known: (movie: number) => boolean, skipped: Skipped | undefined, reading?: Reading): AsyncGenerator<Rating[]> {
  for await (const rows of readTable(path.join(folder, RATINGS), ['userId', 'movieId', 'rating', 'timestamp'], reading)) {
    const batch: Rating[] = [];
    for (const row of rows) {
      const rating = ratingIn(row, known);
      if ('kind' in rating) skipped?.add(rating);
      else batch.push(rating);
    }
    yield batch;
  }
}

function ratingIn(row: TableRow, known: (movie: number) => boolean): Rating | Fault {
  const { line } = row;
  if ('fault' in row) return faultOf(row, RATINGS);
  const [userText, movieText, ratingText, timeText] = row.values as [string, string, string, string];
  const fault = (kind: FaultKind, values: Fault['values']): Fault => ({ kind, file: RATINGS, line, values });
  const user = wholeNumber(userText);
  if (Number.isNaN(user)) return fault('id', { column: 'userId', value: userText });
  const movie = wholeNumber(movieText);
  if (Number.isNaN(movie)) return fault('id', { column: 'movieId', value: movieText });
  const rating = /^\s*\d+(?:\.\d+)?\s*$/.test(ratingText) ? Number(ratingText) : NaN;
  if (!(rating >= 0.5 && rating <= 5)) return fault('rating', { value: ratingText });
  const time = wholeNumber(timeText);
  if (Number.isNaN(time)) return fault('timestamp', { value: timeText });
  if (!known(movie)) return fault('unknownMovie', { movie });
  return { line, user, movie, rating, time };
}
