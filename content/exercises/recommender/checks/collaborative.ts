import { msg } from '../../../../src/kit/l10n';
import type { Check } from '../../../../src/grading/check';
import { matrix, tensor, value, vector } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { collaborativeBugs, hybridBugs, type CollaborativeInput, type HybridInput } from './bugs';
import { clearRatings, PAGE_EXAMPLE } from './data';
import { expectTensors, type Judge } from '../../../../src/grading/judge';
import { collaborativeScores, hybridScores, rowsOf } from './oracle';

const collaborative: Judge<CollaborativeInput> = {
  name: 'collaborativeScores',
  arguments: ({ ratings, user, k }) => [tensor(matrix([ratings.length, ratings[0]!.length], ratings.flat())), value(user), value(k)],
  right: ({ ratings, user, k }) => vector(collaborativeScores(ratings, user, k)),
  bugs: collaborativeBugs,
};

const generated = (seed: number, users: number, items: number, user: number, k: number): CollaborativeInput => ({ ratings: rowsOf(clearRatings(Random.for(seed, `collaborative${users}`), users, items, user, 0.45)), user, k });

/** Somebody who shares no item with the user changes nothing for him. */
function withStranger({ ratings, user, k }: CollaborativeInput): CollaborativeInput {
  return { ratings: [...ratings.map((row) => [...row, 0]), [...ratings[0]!.map(() => 0), 5]], user, k };
}

export const collaborativeChecks: Check[] = [
  {
    id: 'collaborative-values',
    function: 'collaborativeScores',
    title: msg('Similarity-weighted mean of the neighbours’ ratings, for every item'),
    points: 12,
    run: (context) => {
      const some = generated(context.seed, 7, 8, 1, 3);
      return expectTensors(
        context,
        collaborative,
        [{ ratings: rowsOf(PAGE_EXAMPLE.ratings), user: 0, k: 2 }, some, { ...some, k: 2 }, withStranger(some), generated(context.seed, 9, 5, 0, 4)],
        msg('A score is not the mean of the ratings of those neighbours who rated the item, weighted by similarity. In the page’s example item 3 is rated by one neighbour alone, with 2 stars: what is its score?'),
      );
    },
  },
  {
    id: 'collaborative-edges',
    function: 'collaborativeScores',
    title: msg('Nobody rated the item, no neighbours, k of 0 or too large'),
    points: 6,
    run: (context) => {
      const some = generated(context.seed, 5, 6, 2, 99);
      return expectTensors(
        context,
        collaborative,
        [
          { ratings: [[4, 0, 3, 0], [3, 0, 4, 0], [4, 5, 3, 0]], user: 0, k: 1 },
          { ratings: [[5, 0, 0], [0, 4, 0], [0, 0, 3]], user: 0, k: 2 },
          { ratings: [[0, 0, 0], [1, 2, 3]], user: 0, k: 2 },
          { ratings: [[3, 4, 0], [0, 0, 5]], user: 0, k: 1 },
          { ...some, k: 0 },
          some,
        ],
        msg('Where nobody rated the item, or the user has no neighbour, the score must be 0; a k above the number of users takes all who are similar.'),
      );
    },
  },
];

const hybrid: Judge<HybridInput> = {
  name: 'hybridScores',
  arguments: ({ content, collaborative, alpha }) => [tensor(vector(content)), tensor(vector(collaborative)), value(alpha)],
  right: ({ content, collaborative, alpha }) => vector(hybridScores(content, collaborative, alpha)),
  bugs: hybridBugs,
};

/** Content scores from −1 to 1 and collaborative ones from 1 to 5. */
function scoresOf(seed: number, items: number, alpha: number): HybridInput {
  const random = Random.for(seed, `hybrid${items}`);
  return { content: Array.from({ length: items }, () => Math.fround(random.next() * 1.6 - 0.7)), collaborative: Array.from({ length: items }, () => Math.fround(1 + random.next() * 4)), alpha };
}

export const hybridChecks: Check[] = [
  {
    id: 'hybrid-values',
    function: 'hybridScores',
    title: msg('Both scaled to 0..1 over the items, then mixed'),
    points: 8,
    run: (context) =>
      expectTensors(
        context,
        hybrid,
        [
          { content: [Math.SQRT1_2, 0, 1, 0.5, 0.8165].map(Math.fround), collaborative: [3.467, 0, 3.533, 2, 4].map(Math.fround), alpha: 0.5 },
          // Near each other, and yet not all equal.
          { content: [0, 4e-5, 1e-4].map(Math.fround), collaborative: [1, 3, 2], alpha: 0.5 },
          scoresOf(context.seed, 6, 0.25),
          scoresOf(context.seed, 9, 0.8),
        ],
        msg('The mixture is not alpha · content + (1 − alpha) · collaborative of the scaled scores. Print both after scaling: each must run from exactly 0 to exactly 1.'),
      ),
  },
  {
    id: 'hybrid-alpha',
    function: 'hybridScores',
    title: msg('alpha of 0 and of 1'),
    points: 2,
    run: (context) => expectTensors(context, hybrid, [scoresOf(context.seed, 5, 0), scoresOf(context.seed, 7, 1)], msg('With alpha 1 the scaled content scores must come out alone, with alpha 0 the scaled collaborative ones.')),
  },
  {
    id: 'hybrid-equal',
    function: 'hybridScores',
    title: msg('Scores that are all equal become 0'),
    points: 4,
    run: (context) => {
      const { content, collaborative: others } = scoresOf(context.seed, 4, 0.5);
      return expectTensors(
        context,
        hybrid,
        [
          { content: content.map(() => 0.5), collaborative: others, alpha: 0.5 },
          { content, collaborative: others.map(() => 0), alpha: 0.75 },
          { content: [0.25], collaborative: [3], alpha: 0.5 },
        ],
        msg('Where all scores are equal there is nothing to scale, and the task says what they become.'),
      );
    },
  },
];
