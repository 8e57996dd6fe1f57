import { describe, expect, it } from 'vitest';
import { choose, interestsOf, mostPopular, tableOf, wantedBy } from '../../../content/exercises/recommender/checks/movielens/taste';
import type { Movie } from '../../../content/exercises/recommender/checks/movielens/movies';
import { rowsOf } from '../../../content/exercises/recommender/checks/oracle';

const movie = (id: number, year: number | undefined, ...genres: string[]): Movie => ({ id, title: `Film ${id}`, year, genres });

/** Users 7 and 9, five movies; the later a rating, the larger its time. */
const table = () =>
  tableOf(
    [7, 9],
    [movie(1, 1995, 'Drama'), movie(2, 1999, 'Comedy', 'Drama'), movie(3, 2003), movie(4, undefined, 'Comedy'), movie(5, 1980, 'War')],
    { ratings: Float32Array.of(5, 4, 1, 2, 4.5, 0, 3, 3.5, 0, 0), times: Float64Array.of(10, 50, 20, 30, 40, 0, 10, 20, 0, 0) },
  );

describe('who takes part', () => {
  const counts = { ratings: 0, users: new Map([[5, 30], [2, 30], [8, 900], [1, 10], [4, 700]]), movies: new Map([[3, 5], [9, 8], [1, 5], [2, 1]]) };

  it('are those with the most ratings, ties by lower id; whoever rated nearly everything comes last', () => {
    expect(choose(counts, undefined, { users: 2, movies: 2, heavyUser: 500 })).toEqual({ users: [2, 5], movies: [1, 9] });
    expect(choose(counts, undefined, { users: 4, movies: 9, heavyUser: 500 })).toEqual({ users: [1, 2, 4, 5], movies: [1, 2, 3, 9] });
  });

  it('and whoever is asked for', () => {
    expect(choose(counts, 8, { users: 2, movies: 1, heavyUser: 500 }).users).toEqual([2, 5, 8]);
    expect(choose(counts, 5, { users: 2, movies: 1, heavyUser: 500 }).users).toEqual([2, 5]);
  });
});

describe('the table', () => {
  it('has the latest fifth of each user’s ratings taken out', () => {
    expect(rowsOf(table().training)).toEqual([[5, 0, 1, 2, 4.5], [0, 3, 3.5, 0, 0]]);
    expect(table().heldOut).toEqual([new Map([[1, 4]]), new Map()]);
    expect([wantedBy(table(), 0), wantedBy(table(), 1)]).toEqual([[1], []]);
  });

  it('describes a movie by its genres and, more lightly, its decade', () => {
    const { content, features, genres } = table();
    expect(features).toEqual(['Comedy', 'Drama', 'War', '1980s', '1990s', '2000s']);
    expect(genres).toBe(3);
    expect(rowsOf(content)).toEqual([[0, 1, 0, 0, 0.5, 0], [1, 1, 0, 0, 0.5, 0], [0, 0, 0, 0, 0, 0.5], [1, 0, 0, 0, 0, 0], [0, 0, 1, 0.5, 0, 0]]);
  });

  it('finds a user’s interests in what they rated highly, or else highest', () => {
    expect([...interestsOf(table(), 0).values]).toEqual([0, 0.5, 0.5, 0.25, 0.25, 0]);
    expect([...interestsOf(table(), 1).values]).toEqual([0, 0, 0, 0, 0, 0.5]);
  });

  it('knows what most users rated and this one did not', () => {
    expect(mostPopular(table(), 1, 2)).toEqual([0, 3]);
    expect(mostPopular(table(), 0, 5)).toEqual([1]);
  });
});
