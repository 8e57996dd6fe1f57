/** What the questions of a page look like. All HTML comes from the course, rendered when the extension was built. */
import type { ChoiceQuestion, FillQuestion, PageStrings, RenderedQuestion } from '../../src/explanations/messages';
import { h, icon, type IconName, words } from './dom';
import { meter } from './meter';
import { rightAtFirstTry, type QuizState } from './quizState';
import { filled } from './words';

/** What the learner has put in, and what came of it. */
export interface Draft {
  choice?: number;
  /** Options that were found wrong since the question was put. */
  tried: ReadonlySet<number>;
  typed: string;
  fault?: 'quizNoNumber' | 'quizNothingChosen';
}

export interface Verdict {
  shows: 'right' | 'wrong' | 'answer';
  title: string;
  /** The reason as the course gives it, or a plain sentence where it knows none. */
  html?: string;
  text?: string;
}

function html(tag: string, attributes: Record<string, string>, markup: string): HTMLElement {
  const element = h(tag, attributes);
  element.innerHTML = markup;
  return element;
}

/** A question and the means to answer it; locked while the verdict is shown. */
export function answerForm(question: RenderedQuestion, state: QuizState, draft: Draft, strings: PageStrings): HTMLElement {
  const position = filled(state.first ? strings.quizPosition : strings.quizCameBack, { n: state.at + 1, of: state.lap.length });
  return h(
    'fieldset',
    { class: 'quiz-question', disabled: state.shows !== 'question' },
    h('legend', {}, h('span', { class: 'quiz-position' }, position), html('span', { class: 'quiz-text' }, question.question)),
    question.kind === 'choice' ? options(question, state, draft, strings) : field(question, draft, strings),
    draft.fault && h('p', { class: 'quiz-fault', id: 'ui-quiz-fault' }, icon('alert'), strings[draft.fault]),
  );
}

function options(question: ChoiceQuestion, { shows }: QuizState, { choice, tried, fault }: Draft, strings: PageStrings): HTMLElement {
  const sign = (i: number): 'right' | 'wrong' | undefined => {
    if (question.options[i]!.correct && (shows === 'right' || shows === 'answer')) return 'right';
    return tried.has(i) ? 'wrong' : undefined;
  };
  return h(
    'div',
    { class: 'quiz-options' },
    ...question.options.map((option, i) => {
      const mark = sign(i);
      return h(
        'label',
        { class: mark ? `quiz-option quiz-option-${mark}` : 'quiz-option' },
        h('input', { type: 'radio', name: 'quiz', value: i, 'data-key': `quiz-option-${i}`, checked: i === choice, disabled: tried.has(i), 'aria-describedby': fault && 'ui-quiz-fault' }),
        html('span', { class: 'quiz-option-text' }, option.html),
        mark && h('span', { class: 'quiz-sign' }, icon(mark === 'right' ? 'check' : 'cross'), h('span', { class: 'visually-hidden' }, mark === 'right' ? strings.quizRight : strings.quizWrong)),
      );
    }),
  );
}

function field({ unit }: FillQuestion, { typed, fault }: Draft, strings: PageStrings): HTMLElement {
  return h(
    'label',
    { class: 'quiz-field' },
    h('span', { class: 'quiz-field-name' }, strings.quizNumber),
    // Not of the type “number”: it would refuse full-width digits and thousands.
    h('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false', value: typed, 'data-key': 'quiz-number', 'aria-invalid': fault ? 'true' : undefined, 'aria-describedby': fault && 'ui-quiz-fault' }),
    unit !== '' && h('span', { class: 'quiz-unit' }, unit),
  );
}

const SIGNS: Record<Verdict['shows'], IconName> = { right: 'check', wrong: 'cross', answer: 'pencil' };

export const verdictBox = ({ shows, title, html: reason, text = '' }: Verdict): HTMLElement =>
  h(
    'div',
    { class: `quiz-verdict quiz-verdict-${shows}` },
    h('p', { class: 'quiz-verdict-title' }, icon(SIGNS[shows]), h('span', {}, title)),
    reason === undefined ? h('p', {}, text) : html('p', {}, reason),
  );

/** The text of an element as it should be said: formulas from their source, since flat text would make 1.96² the number 1.962. */
export function spoken(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const formula of copy.querySelectorAll('.katex')) formula.replaceWith(sayable(formula.querySelector('annotation')?.textContent ?? ''));
  return [...copy.children].map((child) => child.textContent.trim()).join('. ');
}

const SIGNS_OF_TEX: Readonly<Record<string, string>> = { times: '×', cdot: '×', approx: '≈', le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', pm: '±', to: '→' };

const sayable = (tex: string): string =>
  tex
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, '($1)/($2)')
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => SIGNS_OF_TEX[name] ?? (/^(?:text|mathrm|mathbf|left|right|quad|operatorname)$/.test(name) ? '' : name))
    .replace(/\\(.)/g, '$1')
    .replace(/[{}]/g, '');

/** How the round went, question by question. */
export function summary(state: QuizState, questions: readonly RenderedQuestion[], strings: PageStrings): HTMLElement {
  const right = rightAtFirstTry(state);
  const all = questions.length;
  return h(
    'div',
    { class: 'quiz-summary' },
    h('h3', { tabindex: -1, 'data-key': 'quiz-summary' }, filled(strings.quizSummary, { n: right, of: all })),
    meter(right, all, strings.quiz),
    h(
      'ul',
      { class: 'quiz-results' },
      ...questions.map(({ id, question }) => {
        const answer = state.answers[id];
        const [kind, sign, text]: [string, IconName, string] = !answer?.right
          ? ['wrong', 'cross', strings.quizStillWrong]
          : answer.firstTry
            ? ['right', 'check', strings.quizFirstTry]
            : ['later', 'half', filled(strings.quizTries, { n: answer.tries })];
        return h('li', {}, html('span', { class: 'quiz-text' }, question), h('span', { class: `quiz-result quiz-result-${kind}` }, icon(sign), words(text)));
      }),
    ),
  );
}
