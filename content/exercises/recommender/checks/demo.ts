import { msg } from '../../../../src/kit/l10n';
import { numbersIn, showList } from '../../../../src/grading/compare';
import type { Demo } from '../../../../src/grading/run';
import { PAGE_EXAMPLE, questionArgument } from './data';
import { recommend } from './oracle';

/** The page's example: what the learner's code recommends, with three weights of the content half. */
export const demo: Demo = async ({ call, say }) => {
  say(msg('The table of the exercise’s page: you, three users and five items; k = 2.'));
  for (const alpha of [0, 0.5, 1]) {
    const question = { ...PAGE_EXAMPLE, k: 2, alpha, n: 3 };
    const got = numbersIn(await call('recommend', questionArgument(question)), 'recommend()');
    say(msg('alpha = {alpha}: recommended {got}, wanted {want}.', { alpha, got: showList(got), want: showList(recommend(question)) }));
  }
};
