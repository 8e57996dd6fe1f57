import type { PageLink, PageStrings, PageView } from '../../src/explanations/messages';
import { button } from '../ui';
import type { Context } from './context';
import { h, icon, words } from './dom';
import { post } from './host';
import { quizSection } from './quiz';
import { foldedToc, sideToc } from './toc';
import { toolbar } from './toolbar';
import { pageLink, topbar } from './topbar';
import { filled, htmlLang, withNumber } from './words';

/** An explanation: header, contents, text, the pages below it, the way on. */
export function explanation(view: PageView, context: Context): HTMLElement {
  const { language, strings } = context;
  const { html, toc: headings, quiz } = view.content[language];
  const toc = quiz.length > 0 ? [...headings, { id: 'ui-quiz', title: strings.quiz, level: 2 as const }] : headings;
  // Two headings are the least that a list of contents can help with.
  const contents = toc.length > 1;
  const article = h('article', { class: 'article', lang: htmlLang(language) });
  // Rendered from the course's own text when the extension was built, never from a learner's.
  article.innerHTML = html;
  return h(
    'div',
    { class: contents ? 'page with-toc' : 'page', lang: htmlLang(language) },
    topbar(context, [view.section, ...(view.parent ? [view.parent] : [])]),
    h(
      'div',
      { class: 'columns' },
      h(
        'main',
        { id: 'ui-content', class: 'main', tabindex: -1 },
        title(view, context),
        view.exercise && toolbar(view.exercise, strings),
        contents && foldedToc(toc, strings),
        article,
        h('div', { class: 'article-end', 'aria-hidden': 'true' }),
        quiz.length > 0 && quizSection(view, context),
        readToggle(view, context),
        view.children.length > 0 && children(view, context),
        (view.previous || view.next) && pager(view, context),
      ),
      contents && sideToc(toc, strings),
    ),
  );
}

function title(view: PageView, { language, strings }: Context): HTMLElement {
  return h(
    'div',
    { class: 'title-block' },
    h('h1', { class: 'title', tabindex: -1 }, view.title[language]),
    h('p', { class: 'summary' }, view.summary[language]),
    h('p', { class: 'meta' }, h('span', {}, icon('clock'), withNumber(strings.minutes, view.minutes)), view.read && h('span', { class: 'read-mark' }, icon('check'), words(strings.read))),
  );
}

/** The reader's own mark, beside the automatic one. */
function readToggle(view: PageView, { strings }: Context): HTMLElement {
  return h(
    'div',
    { class: 'read-toggle' },
    button({ key: 'read', pressed: view.read }, () => post({ type: 'markRead', id: view.id, read: !view.read }), icon(view.read ? 'check' : 'ring'), view.read ? strings.markUnread : strings.markRead),
  );
}

function children(view: PageView, { language, strings }: Context): HTMLElement {
  return h(
    'section',
    { class: 'children', 'aria-labelledby': 'ui-children' },
    h('h2', { id: 'ui-children' }, strings.inThisPart),
    h(
      'ul',
      { class: 'cards' },
      ...view.children.map((child) =>
        h(
          'li',
          { class: child.read ? 'card card-read' : 'card' },
          h('h3', {}, pageLink(child.id, child.title[language], { 'data-key': `child-${child.id}` })),
          h('p', {}, child.summary[language]),
          marks(child, strings),
        ),
      ),
    ),
  );
}

/** What the learner did with a page of this part. */
function marks({ read, quiz }: PageView['children'][number], strings: PageStrings): HTMLElement | false {
  const answers = Object.values(quiz.answers);
  const right = answers.filter((answer) => answer.right).length;
  return (
    (read || answers.length > 0) &&
    h(
      'p',
      { class: 'card-marks' },
      read && h('span', { class: 'read-mark' }, icon('check'), words(strings.read)),
      answers.length > 0 && h('span', { class: right === quiz.all ? 'read-mark' : 'quiz-mark' }, icon(right === quiz.all ? 'check' : 'half'), words(filled(strings.quizShort, { n: right, of: quiz.all }))),
    )
  );
}

function pager(view: PageView, { language, strings }: Context): HTMLElement {
  const way = (link: PageLink | undefined, name: string, side: 'previous' | 'next') =>
    link &&
    h(
      'a',
      { class: `course-link pager-${side}`, 'data-page': link.id, 'data-key': `pager-${side}`, href: '#', rel: side === 'next' ? 'next' : 'prev' },
      h('span', { class: 'pager-words' }, side === 'previous' && icon('left'), name, side === 'next' && icon('right')),
      h('span', { class: 'pager-title' }, link.title[language]),
    );
  return h('nav', { class: 'pager', 'aria-label': `${strings.previous} / ${strings.next}` }, way(view.previous, strings.previous, 'previous'), way(view.next, strings.next, 'next'));
}
