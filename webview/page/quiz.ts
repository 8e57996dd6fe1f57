/** The questions below a page: one at a time, each answer with its reason, wrong ones again at the end. */
import type { PageView, PageStrings, RenderedQuestion } from '../../src/explanations/messages';
import type { Language } from '../../src/kit/l10n';
import { button } from '../ui';
import { fitBoxes } from './boxes';
import type { Context } from './context';
import { announce, h } from './dom';
import { post } from './host';
import { formatNumber, isClose, parseNumber } from './numberInput';
import { answerForm, spoken, summary, verdictBox, type Draft, type Verdict } from './quizParts';
import { answered, askDue, begin, current, due, isLast, mayShowAnswer, next, showAnswer, startOver, tryAgain, type QuizState } from './quizState';
import { filled, htmlLang } from './words';

/** The questions of the page that is shown. They outlive a drawing of the page, so that nothing typed is lost. */
interface Session {
  page: string;
  content: PageView['content'];
  language: Language;
  strings: PageStrings;
  section: HTMLElement;
  state: QuizState;
  draft: Draft;
}

const EMPTY: Draft = { tried: new Set(), typed: '' };

let session: Session | undefined;

/** The section of a page's questions: the same element as before as long as the page is the same. */
export function quizSection(view: PageView, { language, strings }: Context): HTMLElement {
  const content = view.content;
  if (session?.page !== view.id) {
    const state = begin(content[language].quiz.map(({ id }) => id), view.quiz.answers);
    session = { page: view.id, content, language, strings, section: h('section', { class: 'quiz', 'aria-labelledby': 'ui-quiz' }), state, draft: EMPTY };
    draw(session);
  } else if (session.language !== language) {
    Object.assign(session, { content, language, strings });
    draw(session);
  }
  return session.section;
}

const questionOf = ({ content, language, state }: Session): RenderedQuestion | undefined => content[language].quiz.find(({ id }) => id === current(state));

function draw(session: Session): void {
  const { section, strings, language, state } = session;
  const question = questionOf(session);
  section.lang = htmlLang(language);
  section.replaceChildren(h('h2', { id: 'ui-quiz' }, strings.quiz), ...(question ? asking(session, question) : [summary(state, session.content[language].quiz, strings), summaryActions(session)]));
  if (question) listen(session, question);
  if (section.isConnected) fitBoxes();
}

function asking(session: Session, question: RenderedQuestion): HTMLElement[] {
  const { state, draft, strings } = session;
  const verdict = verdictOf(session, question);
  return [answerForm(question, state, draft, strings), ...(verdict ? [verdictBox(verdict)] : []), questionActions(session, question)];
}

/** Typing and choosing change the draft only; nothing is drawn under the learner's hands. */
function listen(session: Session, question: RenderedQuestion): void {
  const form = session.section.querySelector<HTMLElement>('.quiz-question')!;
  form.addEventListener('input', (event) => {
    const { type, value } = event.target as HTMLInputElement;
    session.draft = type === 'radio' ? { ...session.draft, choice: Number(value) } : { ...session.draft, typed: value };
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.repeat || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    check(session, question);
  });
}

function check(session: Session, question: RenderedQuestion): void {
  const { draft } = session;
  const given = question.kind === 'choice' ? draft.choice : parseNumber(draft.typed, question.unit);
  if (given === undefined) {
    session.draft = { ...draft, fault: question.kind === 'choice' ? 'quizNothingChosen' : 'quizNoNumber' };
    draw(session);
    announce(session.strings[session.draft.fault!]);
    return toQuestion(session);
  }
  const right = question.kind === 'choice' ? question.options[given]!.correct : isClose(given, question.answer, question.tolerance);
  session.state = answered(session.state, right);
  session.draft = { ...draft, fault: undefined, tried: right || question.kind === 'fill' ? draft.tried : new Set([...draft.tried, given]) };
  post({ type: 'answer', page: session.page, question: question.id, right, due: session.state.answers[question.id]!.due });
  draw(session);
  tellVerdict(session);
}

function tellVerdict({ section }: Session): void {
  announce(spoken(section.querySelector('.quiz-verdict')!));
  const actions = section.querySelector<HTMLElement>('.quiz-actions')!;
  actions.querySelector<HTMLElement>('vscode-button')?.focus({ preventScroll: true });
  actions.scrollIntoView({ block: 'nearest' });
}

/** What is said of the answer that was checked last. */
function verdictOf({ state, draft, strings, language }: Session, question: RenderedQuestion): Verdict | undefined {
  const { shows } = state;
  if (shows === 'question') return undefined;
  if (question.kind === 'choice') {
    const option = shows === 'answer' ? question.options.find(({ correct }) => correct)! : question.options[draft.choice!]!;
    return { shows, title: titleOf(shows, strings), html: option.why };
  }
  if (shows === 'answer') return { shows, title: `${titleOf(shows, strings)}${language === 'zh-cn' ? '：' : ': '}${formatNumber(question.answer)} ${question.unit}`.trim(), html: question.why };
  if (shows === 'right') return { shows, title: titleOf(shows, strings), html: question.why };
  const given = parseNumber(draft.typed, question.unit)!;
  const known = question.mistakes.filter(({ answer }) => isClose(given, answer, question.tolerance)).sort((a, b) => Math.abs(a.answer - given) - Math.abs(b.answer - given))[0];
  return { shows, title: titleOf(shows, strings), html: known?.why, text: given > question.answer ? strings.quizTooLarge : strings.quizTooSmall };
}

const titleOf = (shows: Verdict['shows'], strings: PageStrings): string => ({ right: strings.quizRight, wrong: strings.quizWrong, answer: strings.quizAnswerIs })[shows];

function questionActions(session: Session, question: RenderedQuestion): HTMLElement {
  const { state, strings } = session;
  const go = (key: string, label: string, primary: boolean, onClick: () => void) => button({ key: `quiz-${key}`, appearance: primary ? 'primary' : 'secondary' }, onClick, label);
  const onwards = (primary: boolean) => go('next', isLast(state) ? strings.quizResult : strings.quizNext, primary, () => goOn(session, next(session.state)));
  const actions = () => {
    if (state.shows === 'question') return [go('check', strings.quizCheck, true, () => check(session, question))];
    if (state.shows !== 'wrong') return [onwards(true)];
    const again = go('again', strings.quizTryAgain, true, () => {
      session.state = tryAgain(session.state);
      session.draft = { ...session.draft, choice: undefined };
      draw(session);
      toQuestion(session);
    });
    const answer = go('answer', strings.quizShowAnswer, false, () => {
      session.state = showAnswer(session.state);
      draw(session);
      tellVerdict(session);
    });
    return [again, ...(mayShowAnswer(state) ? [answer] : []), onwards(false)];
  };
  return h('div', { class: 'quiz-actions' }, ...actions());
}

function summaryActions(session: Session): HTMLElement {
  const { state, strings } = session;
  const wrong = due(state).length;
  return h(
    'div',
    { class: 'quiz-actions' },
    wrong > 0 && button({ key: 'quiz-due', appearance: 'primary' }, () => goOn(session, askDue(session.state)), filled(strings.quizAnswerAgain, { n: wrong })),
    button({ key: 'quiz-start-over' }, () => {
      post({ type: 'quizStartOver', page: session.page });
      goOn(session, startOver(session.state));
    }, strings.quizStartOver),
  );
}

/** To another question, or to the summary. */
function goOn(session: Session, state: QuizState): void {
  session.state = state;
  session.draft = EMPTY;
  draw(session);
  toQuestion(session);
}

/** The focus goes to what can be answered; the question itself must be in sight. */
function toQuestion({ section, state, draft }: Session): void {
  const inside = current(state) === undefined ? section.querySelector<HTMLElement>('.quiz-summary h3') : section.querySelector<HTMLElement>('.quiz-question input:not(:disabled)');
  inside?.focus({ preventScroll: true });
  if (inside instanceof HTMLInputElement && inside.type === 'text') inside.select();
  section.querySelector('.quiz-question, .quiz-summary')?.scrollIntoView({ block: 'nearest' });
  // A verdict that is said twice in the same words must be heard twice.
  if (!draft.fault) announce('');
}
