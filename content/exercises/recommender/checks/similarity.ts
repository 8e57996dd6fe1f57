import { msg } from '../../../../src/kit/l10n';
import type { Check } from '../../../../src/grading/check';
import { matrix, tensor, value, vector } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { nearestBugs, similarityBugs, type NearestInput, type SimilarityInput } from './bugs';
import { clearRatings, PAGE_EXAMPLE, smallestGap } from './data';
import { expectLists, expectTensors, type Judge } from '../../../../src/grading/judge';
import { nearestUsers, rowsOf, userSimilarity } from './oracle';

const similarity: Judge<SimilarityInput> = {
  name: 'userSimilarity',
  arguments: ({ ratings, user }) => [tensor(matrix([ratings.length, ratings[0]!.length], ratings.flat())), value(user)],
  right: ({ ratings, user }) => vector(userSimilarity(ratings, user)),
  bugs: similarityBugs,
};

const generated = (seed: number, users: number, items: number, user: number): SimilarityInput => ({ ratings: rowsOf(clearRatings(Random.for(seed, `similarity${users}`), users, items, user)), user });

/** One user's ratings times a factor: the direction of his row stays, so every cosine does. */
const scaled = ({ ratings, user }: SimilarityInput, whom: number, factor: number): SimilarityInput => ({ ratings: ratings.map((row, v) => (v === whom ? row.map((r) => r * factor) : row)), user });

export const similarityChecks: Check[] = [
  {
    id: 'similarity-values',
    function: 'userSimilarity',
    title: msg('Cosine of the rating rows; the user’s own entry is 0'),
    points: 10,
    run: (context) => {
      const some = generated(context.seed, 5, 6, 2);
      return expectTensors(
        context,
        similarity,
        [{ ratings: rowsOf(PAGE_EXAMPLE.ratings), user: 0 }, some, { ...some, user: 4 }, scaled(some, 1, 2.5), generated(context.seed, 4, 9, 3)],
        msg('A similarity is not the cosine of the two rating rows. In the page’s example the user A comes out at 0.8913; work it out with your function’s steps.'),
      );
    },
  },
  {
    id: 'similarity-zero',
    function: 'userSimilarity',
    title: msg('Users without ratings, and a user alone'),
    points: 5,
    run: (context) =>
      expectTensors(
        context,
        similarity,
        [
          { ratings: [[4, 0, 3], [0, 0, 0], [4, 0, 3], [0, 5, 0]], user: 0 },
          { ratings: [[0, 0, 0], [1, 2, 3]], user: 0 },
          { ratings: [[5, 1, 0], [0, 0, 3]], user: 0 },
        ],
        msg('A user without ratings, or one who shares no item with the user, must come out at 0; so must the user’s own entry.'),
      ),
  },
];

const nearest: Judge<NearestInput> = {
  name: 'nearestUsers',
  arguments: ({ similarity, k }) => [tensor(vector(similarity)), value(k)],
  right: ({ similarity, k }) => vector(nearestUsers(similarity, k)),
  bugs: nearestBugs,
};

/** Similarities well apart from each other, of both signs where asked. */
function apart(seed: number, users: number, signs = false): number[] {
  const random = Random.for(seed, `nearest${users}`);
  for (;;) {
    const values = Array.from({ length: users }, () => Math.fround(signs ? random.next() * 2 - 1 : 0.05 + random.next() * 0.95));
    if (smallestGap(values) > 1e-3 && values.filter((v) => v > 0).length >= 4 && values[0] !== Math.max(...values)) return values;
  }
}

export const nearestChecks: Check[] = [
  {
    id: 'nearest-order',
    function: 'nearestUsers',
    title: msg('The k most similar users, best first'),
    points: 7,
    run: (context) =>
      expectLists(
        context,
        nearest,
        [{ similarity: apart(context.seed, 9), k: 4 }, { similarity: apart(context.seed, 12), k: 1 }, { similarity: [0, 0.8913, 0.7809, 0.6261].map(Math.fround), k: 2 }],
        msg('These are not the k users with the largest similarity, the most similar first. Sort indices by the value they point to; numbers need a comparison of their own.'),
      ),
  },
  {
    id: 'nearest-positive',
    function: 'nearestUsers',
    title: msg('Only users with a similarity above 0; k of 0 and k too large'),
    points: 4,
    run: (context) =>
      expectLists(
        context,
        nearest,
        [{ similarity: apart(context.seed, 10, true), k: 10 }, { similarity: [0, 0.5, 0, 0.25, -0.5], k: 4 }, { similarity: [0.5, 0.25, 0.75], k: 50 }, { similarity: [0.5, 0.25], k: 0 }, { similarity: [0], k: 3 }],
        msg('The list has users that it should not have, or lacks some. Only a similarity above 0 counts; there may be fewer than k of them.'),
      ),
  },
  {
    id: 'nearest-ties',
    function: 'nearestUsers',
    title: msg('Of equally similar users the lower index comes first'),
    points: 3,
    run: (context) =>
      expectLists(
        context,
        nearest,
        [{ similarity: [0.25, 0.5, 0.25, 0.5, 0.5], k: 4 }, { similarity: Array.from({ length: 15 }, (_, i) => [0.25, 0.75, 0.5][i % 3]!), k: 12 }],
        msg('Among users of the same similarity the order is not that of their indices.'),
      ),
  },
];
