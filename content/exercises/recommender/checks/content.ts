import { msg } from '../../../../src/kit/l10n';
import type { Check } from '../../../../src/grading/check';
import { matrix, tensor, vector } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { contentBugs, type ContentInput } from './bugs';
import { contentMatrix, interests, PAGE_EXAMPLE } from './data';
import { expectTensors, type Judge } from '../../../../src/grading/judge';
import { contentScores, rowsOf } from './oracle';

const judge: Judge<ContentInput> = {
  name: 'contentScores',
  arguments: ({ interests, content }) => [tensor(vector(interests)), tensor(matrix([content.length, interests.length], content.flat()))],
  right: ({ interests, content }) => vector(contentScores(interests, content)),
  bugs: contentBugs,
};

const generated = (seed: number, items: number, tags: number): ContentInput => {
  const random = Random.for(seed, `content${items}`);
  return { interests: [...interests(random, tags).values], content: rowsOf(contentMatrix(random, items, tags)).map((row) => (row.every((v) => v === 0) ? row.map(() => 1) : row)) };
};

export const contentChecks: Check[] = [
  {
    id: 'content-values',
    function: 'contentScores',
    title: msg('Cosine of interests and items'),
    points: 9,
    run: (context) =>
      expectTensors(
        context,
        judge,
        [{ interests: [...PAGE_EXAMPLE.userInterests.values], content: rowsOf(PAGE_EXAMPLE.itemContent) }, generated(context.seed, 7, 4), generated(context.seed, 3, 6), generated(context.seed, 1, 5)],
        msg('A content score is not the cosine of the interests with the item’s row. Work item 0 of the page’s example out by hand: it has one tag of the two that are wished for.'),
      ),
  },
  {
    id: 'content-zero',
    function: 'contentScores',
    title: msg('A vector that is all zero gets the score 0'),
    points: 4,
    run: (context) =>
      expectTensors(
        context,
        judge,
        [
          { interests: [0, 0, 0], content: [[1, 2, 3], [0, 0, 0], [0, 1, 0], [2, 0, 1]] },
          { interests: [1, 0, 2], content: [[0, 0, 0], [2, 0, 4], [0, 3, 0], [1, 1, 0]] },
        ],
        msg('An item without tags, or a user without interests, gets something else than 0.'),
      ),
  },
];
