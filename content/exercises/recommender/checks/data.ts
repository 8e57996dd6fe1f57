import { fill, matrix, normal, record, tensor, value, type Matrix } from '../../../../src/grading/matrix';
import type { Random } from '../../../../src/grading/random';
import type { Argument } from '../../../../src/runner/protocol/messages';
import { rowsOf, userSimilarity, type Question } from './oracle';

/** Ratings of 1 to 5 at a share of the places, 0 elsewhere. */
export const ratingMatrix = (random: Random, users: number, items: number, density = 0.55): Matrix => fill([users, items], () => (random.next() < density ? 1 + random.below(5) : 0));

/** Tags with weights, some of them absent. */
export const contentMatrix = (random: Random, items: number, tags: number): Matrix => fill([items, tags], () => (random.next() < 0.3 ? 0 : random.normal()));

export const interests = (random: Random, tags: number): Matrix => normal(random, [tags]);

/** The smallest distance between neighbouring values, once sorted: a near tie is no fair test. */
export function smallestGap(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.slice(1).reduce((least, v, i) => Math.min(least, v - sorted[i]!), Infinity);
}

/** Draws until the similarities of `user` to those who have anything in common are well apart. */
export function clearRatings(random: Random, users: number, items: number, user: number, density?: number): Matrix {
  for (;;) {
    const ratings = ratingMatrix(random, users, items, density);
    const positive = userSimilarity(rowsOf(ratings), user).filter((s) => s > 0);
    if (positive.length >= Math.min(users - 1, 3) && smallestGap(positive) > 1e-3) return ratings;
  }
}

/** The table of the exercise's page: you and the users A, B and C. */
export const PAGE_EXAMPLE = {
  ratings: matrix([4, 5], [4, 0, 3, 0, 0, 3, 0, 4, 2, 0, 4, 0, 3, 0, 4, 5, 5, 5, 5, 5]),
  itemContent: matrix([5, 3], [1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1]),
  userInterests: matrix([3], [1, 0, 1]),
  user: 0,
};

export const questionArgument = (q: Question): Argument[] => [
  record({ ratings: tensor(q.ratings), itemContent: tensor(q.itemContent), userInterests: tensor(q.userInterests), user: value(q.user), k: value(q.k), alpha: value(q.alpha), n: value(q.n) }),
];
