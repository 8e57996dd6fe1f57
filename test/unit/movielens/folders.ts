/** Folders in MovieLens' format, made for one test and taken away after it. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await fs.rm(folder, { recursive: true, force: true });
});

export const RATINGS_HEADER = 'userId,movieId,rating,timestamp';
export const MOVIES_HEADER = 'movieId,title,genres';

/** Text is written as UTF-8, bytes as they are, undefined not at all. */
export async function folderOf(files: Record<string, string | Uint8Array | undefined>): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'coursework-movielens-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    await fs.mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await fs.writeFile(path.join(folder, name), content);
  }
  return folder;
}

const GENRES = ['Action', 'Comedy', 'Drama', 'Horror'];

/** In [0, 1), the same for the same two numbers. */
const chance = (a: number, b: number) => (Math.imul(a * 73 + b * 151 + 7, 0x9e3779b1) >>> 0) / 2 ** 32;

/**
 * A small cinema of 40 films with two tastes: users of even id see and like Action, the others Drama, and
 * now and then they see something else. Which of them they saw last is a matter of chance.
 */
export function smallCinema(users = 24): { 'movies.csv': string; 'ratings.csv': string } {
  const genreOf = (movie: number) => GENRES[(movie - 1) % 4]!;
  const movies = Array.from({ length: 40 }, (_, i) => `${i + 1},"Film ${i + 1}, The (${1970 + i})",${genreOf(i + 1)}`);
  const ratings: string[] = [];
  for (let user = 1; user <= users; user++) {
    for (let movie = 1; movie <= 40; movie++) {
      const likes = genreOf(movie) === (user % 2 === 0 ? 'Action' : 'Drama');
      if (chance(user, movie) > (likes ? 0.8 : 0.25)) continue;
      ratings.push(`${user},${movie},${likes ? '4.5' : '2.0'},${Math.floor(1e6 * chance(movie, user + 1000))}`);
    }
  }
  return { 'movies.csv': [MOVIES_HEADER, ...movies, ''].join('\n'), 'ratings.csv': [RATINGS_HEADER, ...ratings, ''].join('\n') };
}
