import { msg } from '../../../../src/kit/l10n';
import { CheckFailed, type Check } from '../../../../src/grading/check';
import { numbersIn, show } from '../../../../src/grading/compare';
import { matrix, vector } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { recommendBugs } from './bugs';
import { clearRatings, contentMatrix, interests, PAGE_EXAMPLE, questionArgument, smallestGap } from './data';
import { expectLists, type Judge } from '../../../../src/grading/judge';
import { bestFirst, collaborativeScores, contentScores, recommend, rowsOf, scores, type Question } from './oracle';
import { ndcgAt, questionOf, recallAt, shop, type Shop } from './tasteGroups';

const judge: Judge<Question> = {
  name: 'recommend',
  arguments: questionArgument,
  right: (question) => vector(recommend(question)),
  bugs: recommendBugs,
};

/** Draws until the scores of the unrated items are well apart, in the mixture and in its halves. */
function clearQuestion(seed: number, users: number, items: number, o: { user: number; k: number; alpha: number; n: number }): Question {
  const random = Random.for(seed, `recommend${users}`);
  for (;;) {
    const question: Question = { ratings: clearRatings(random, users, items, o.user, 0.45), itemContent: contentMatrix(random, items, 4), userInterests: interests(random, 4), ...o };
    const unrated = rowsOf(question.ratings)[o.user]!.map((r, i) => (r === 0 ? i : -1)).filter((i) => i >= 0);
    const of = (values: number[]) => unrated.map((i) => values[i]!);
    if (unrated.length >= 4 && smallestGap(of(scores(question))) > 1e-3 && smallestGap(of(contentScores([...question.userInterests.values], rowsOf(question.itemContent)))) > 1e-3) return question;
  }
}

const page = (more: Partial<Question> = {}): Question => ({ ...PAGE_EXAMPLE, k: 2, alpha: 0.5, n: 3, ...more });
/** The page's table with a fifth person who has rated nothing. */
const newcomer = (more: Partial<Question>): Question => page({ ratings: matrix([5, 5], [...PAGE_EXAMPLE.ratings.values, 0, 0, 0, 0, 0]), user: 4, ...more });

export const recommendChecks: Check[] = [
  {
    id: 'recommend-order',
    function: 'recommend',
    title: msg('The best unrated items by the mixed score, best first'),
    points: 9,
    run: (context) =>
      expectLists(
        context,
        judge,
        [page(), page({ alpha: 0, k: 3 }), clearQuestion(context.seed, 6, 9, { user: 2, k: 3, alpha: 0.3, n: 4 }), clearQuestion(context.seed, 8, 12, { user: 0, k: 4, alpha: 0.7, n: 5 })],
        msg('These are not the n best unrated items by the mixed score, the best first. Print the three score vectors for the page’s example and compare them with its table.'),
      ),
  },
  {
    id: 'recommend-cold-start',
    function: 'recommend',
    title: msg('A user without any rating gets the items that fit their interests'),
    points: 5,
    run: (context) =>
      expectLists(
        context,
        judge,
        [newcomer({ alpha: 0, n: 5 }), newcomer({ alpha: 0.5, n: 2 }), newcomer({ alpha: 0.25, n: 3, userInterests: matrix([3], [0, 1, 0.5]) })],
        msg('For a user without any rating the list is not that of the content scores alone. What does min-max make of collaborative scores that are all 0, and what is left of the mixture when alpha is 0?'),
      ),
  },
  {
    id: 'recommend-edges',
    function: 'recommend',
    title: msg('n of 0 and too large, k of 0, everything rated, equal scores, a new item'),
    points: 5,
    run: (context) =>
      expectLists(
        context,
        judge,
        [
          page({ n: 0 }),
          page({ n: 50 }),
          page({ k: 0, n: 2 }),
          page({ user: 3 }),
          // Equal by construction: the same tags, and nobody has rated them.
          page({ ratings: matrix([2, 6], [5, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 5]), itemContent: matrix([6, 2], [1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1]), userInterests: matrix([2], [1, 0]), k: 1, n: 4 }),
          // Item 3 is new: no ratings, but it has the tags that the user asks for.
          page({ ratings: matrix([3, 4], [5, 4, 0, 0, 5, 5, 2, 0, 4, 5, 1, 0]), itemContent: matrix([4, 2], [1, 0, 1, 0, 0, 1, 1, 0]), userInterests: matrix([2], [1, 0]), k: 2, alpha: 0.75, n: 2 }),
        ],
        msg('The list is not right at an edge: as many items as there are, none for n = 0, only unrated ones, and of equal scores the lower index first.'),
      ),
  },
  {
    id: 'recommend-quality',
    function: 'recommend',
    title: msg('Better than either half alone: recall@10 and NDCG@10'),
    points: 7,
    async run(context) {
      const { s, users, right, single } = target(context.seed);
      const lists: number[][] = [];
      for (const user of users) {
        const { value: plain } = await context.call('recommend', questionArgument(questionOf(s, user)));
        lists.push([...numbersIn(plain, 'recommend()')]);
      }
      const got = quality(s, users, (_, i) => distinct(lists[i]!));
      for (const measure of ['recall', 'ndcg'] as const) {
        // Most of the way from the better half to the mixture; an unscaled or swapped mixture stays below it.
        const needed = single[measure] + 0.85 * (right[measure] - single[measure]);
        if (got[measure] >= needed) continue;
        throw new CheckFailed(
          msg('Over {users} users {measure}@10 is {got}; it takes {needed}. Popularity, content alone and collaborative alone reach {single} at best. Does the mixture weigh both on the same scale, and are rated items left out?', { users: users.length, measure: measure === 'recall' ? 'recall' : 'NDCG', got: show(round(got[measure])), needed: show(round(needed)), single: show(round(single[measure])) }),
          { expected: `≥ ${show(round(needed))}`, actual: show(round(got[measure])) },
        );
      }
    },
  },
];

/** What there is to reach in the shop of a seed; the same for every submission. */
function target(seed: number): { s: Shop; users: number[]; right: Quality; single: Quality } {
  let found = targets.get(seed);
  if (!found) {
    const s = shop(seed);
    const users = s.heldOut.map((_, u) => u).filter((u) => s.heldOut[u]!.length >= 4).slice(0, 24);
    found = { s, users, right: quality(s, users, recommend), single: bestOf([...SINGLES.values()].map((list) => quality(s, users, list))) };
    targets.set(seed, found);
  }
  return found;
}
const targets = new Map<number, ReturnType<typeof target>>();

interface Quality {
  recall: number;
  ndcg: number;
}

/** An item named twice counts once. */
const distinct = (list: readonly number[]): number[] => [...new Set(list)];

function quality(s: Shop, users: readonly number[], listOf: (question: Question, i: number) => number[]): Quality {
  const total = { recall: 0, ndcg: 0 };
  users.forEach((user, i) => {
    const list = listOf(questionOf(s, user), i);
    total.recall += recallAt(list, s.heldOut[user]!, 10) / users.length;
    total.ndcg += ndcgAt(list, s.heldOut[user]!, 10) / users.length;
  });
  return total;
}

const bestOf = (all: readonly Quality[]): Quality => ({ recall: Math.max(...all.map((q) => q.recall)), ndcg: Math.max(...all.map((q) => q.ndcg)) });
const round = (n: number) => Math.round(n * 1000) / 1000;

const unratedFirst = (q: Question, values: readonly number[]): number[] => bestFirst(values, (item) => rowsOf(q.ratings)[q.user]![item] === 0).slice(0, q.n);
/** What a mixture must beat. */
const SINGLES = new Map<string, (q: Question) => number[]>([
  ['popularity', (q) => unratedFirst(q, rowsOf(q.ratings).reduce((sum, row) => sum.map((v, i) => v + row[i]!)))],
  ['content', (q) => unratedFirst(q, contentScores([...q.userInterests.values], rowsOf(q.itemContent)))],
  ['collaborative', (q) => unratedFirst(q, collaborativeScores(rowsOf(q.ratings), q.user, q.k))],
]);
