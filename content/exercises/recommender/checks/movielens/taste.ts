import type { Matrix } from '../../../../../src/grading/matrix';
import { matrix } from '../../../../../src/grading/matrix';
import type { Question } from '../oracle';
import type { Movie } from './movies';
import type { Cells, Counts } from './ratings';
import { MOVIELENS } from './settings';

/** A dense table of ratings and what is known of its movies, as the learner's functions want it. */
export interface Table {
  /** Ids, ascending; the rows. */
  users: number[];
  /** By ascending id; the columns. */
  movies: Movie[];
  /** [users, movies], 0 = not rated: what the learner's code is given. */
  training: Matrix;
  /** Per user the movies whose ratings were taken out, and the rating. */
  heldOut: Map<number, number>[];
  /** [movies, features]: 1 for each genre of the movie, and its decade with a smaller weight. */
  content: Matrix;
  /** Names of the features: genres, then decades such as `1990s`. */
  features: string[];
  /** How many of the features are genres. */
  genres: number;
}

/**
 * Who takes part: the movies with the most ratings, and the users with the most, save that those who rated more
 * than `heavyUser` come last. Ties by lower id.
 * @param always a user who takes part in any case
 * @returns ids, ascending
 */
export function choose({ users, movies }: Counts, always?: number, limits: { users: number; movies: number; heavyUser: number } = MOVIELENS): { users: number[]; movies: number[] } {
  const heavy = (ratings: number) => ratings > limits.heavyUser;
  const ascending = (a: number, b: number) => a - b;
  const byRatings = [...movies].sort(([a, n], [b, m]) => m - n || a - b).slice(0, limits.movies);
  const byUse = [...users].sort(([a, n], [b, m]) => Number(heavy(n)) - Number(heavy(m)) || (heavy(n) ? n - m : m - n) || a - b).slice(0, limits.users);
  const chosen = new Set(byUse.map(([id]) => id));
  if (always !== undefined) chosen.add(always);
  return { users: [...chosen].sort(ascending), movies: byRatings.map(([id]) => id).sort(ascending) };
}

/** Takes the latest ratings of each user out, by time and, at the same time, by column. */
export function tableOf(users: number[], movies: Movie[], { ratings, times }: Cells): Table {
  const training = Float64Array.from(ratings);
  const heldOut = users.map((_, row) => {
    const own: number[] = [];
    for (let column = 0; column < movies.length; column++) if (ratings[row * movies.length + column] !== 0) own.push(column);
    const at = (column: number) => row * movies.length + column;
    own.sort((a, b) => times[at(a)]! - times[at(b)]! || a - b);
    const out = own.slice(own.length - Math.round(own.length * MOVIELENS.heldOut));
    for (const column of out) training[at(column)] = 0;
    return new Map(out.map((column) => [column, ratings[at(column)]!]));
  });
  return { users, movies, training: matrix([users.length, movies.length], training), heldOut, ...contentOf(movies) };
}

const decadeOf = ({ year }: Movie): string[] => (year === undefined ? [] : [`${Math.floor(year / 10) * 10}s`]);

function contentOf(movies: Movie[]): Pick<Table, 'content' | 'features' | 'genres'> {
  const genres = [...new Set(movies.flatMap((movie) => movie.genres))].sort();
  const decades = [...new Set(movies.flatMap(decadeOf))].sort();
  const features = [...genres, ...decades];
  const rows = movies.flatMap((movie) => [...genres.map((genre) => Number(movie.genres.includes(genre))), ...decades.map((decade) => MOVIELENS.decadeWeight * Number(decadeOf(movie).includes(decade)))]);
  return { content: matrix([movies.length, features.length], rows), features, genres: genres.length };
}

/** What a user likes, [features]: the mean content of the movies that they rated highly, or else of those that they rated highest. */
export function interestsOf(table: Table, user: number): Matrix {
  const row = rowOf(table.training, user);
  const from = Math.min(MOVIELENS.liked, Math.max(...row, 0.5));
  const width = table.features.length;
  const sum = new Float64Array(width);
  const liked = row.flatMap((rating, column) => (rating >= from ? [column] : []));
  for (const column of liked) for (let f = 0; f < width; f++) sum[f]! += table.content.values[column * width + f]! / liked.length;
  return matrix([width], sum);
}

export const questionOf = (table: Table, user: number): Question => ({ ratings: table.training, itemContent: table.content, userInterests: interestsOf(table, user), user, k: MOVIELENS.k, alpha: MOVIELENS.alpha, n: MOVIELENS.n });

export const rowOf = ({ shape, values }: Matrix, row: number): number[] => Array.from(values.subarray(row * shape[1]!, (row + 1) * shape[1]!));

/** The held-out movies that the user turned out to like. */
export const wantedBy = (table: Table, user: number): number[] => [...table.heldOut[user]!].filter(([, rating]) => rating >= MOVIELENS.liked).map(([column]) => column);

/** The movies that most users rated and this one did not, best first; ties by lower index. */
export function mostPopular(table: Table, user: number, n: number): number[] {
  const width = table.movies.length;
  const raters = new Array<number>(width).fill(0);
  table.training.values.forEach((rating, cell) => (raters[cell % width]! += Number(rating !== 0)));
  const own = rowOf(table.training, user);
  return raters.map((_, column) => column).filter((column) => own[column] === 0).sort((a, b) => raters[b]! - raters[a]! || a - b).slice(0, n);
}
