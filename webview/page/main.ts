import './page.css';
import type { ExerciseStatus, HostToPage, PageView, ReportView } from '../../src/explanations/messages';
import type { Language } from '../../src/kit/l10n';
import { registerComponents } from '../ui';
import { addCopyButtons, fitBoxes } from './boxes';
import type { Context, Shown } from './context';
import { announce, keepingFocus } from './dom';
import { explanation } from './explanation';
import { post, reportFaults, savedState, saveState } from './host';
import { currentPlace, goToHeading, goToPlace, keepingPlace } from './place';
import { watchEnd } from './reading';
import { reportPage } from './report';
import { highlightCurrent } from './toc';
import { stateWords, toolbar } from './toolbar';
import { htmlLang, points } from './words';

reportFaults();
registerComponents();

const root = document.getElementById('ui-root')!;
let shown: Shown | undefined;
let language: Language = 'en';
let pinned = false;
let stopWatching: () => void = () => {};
/** Pages whose end was seen in this window: the automatic mark is sent once, whatever the reader does with it later. */
const markedRead = new Set<string>();

const idOf = (view: PageView | ReportView): string => (view.kind === 'page' ? view.id : view.exercise.id);

function remember(): void {
  if (shown) saveState({ view: shown.view.kind, id: idOf(shown.view), language, pinned, place: currentPlace() });
}

const context = (): Context => ({
  language,
  pinned,
  strings: shown!.strings[language],
  setLanguage(next) {
    if (next === language) return;
    changeLanguage(next);
    post({ type: 'language', language: next });
  },
  setPinned(next) {
    pinned = next;
    render();
    remember();
    post({ type: 'pin', pinned: next });
  },
});

function render(): void {
  if (!shown) return;
  const { view, strings } = shown;
  document.title = titleOf(view, language);
  document.documentElement.lang = htmlLang(language);
  keepingFocus(root, () => root.replaceChildren(view.kind === 'page' ? explanation(view, context()) : reportPage(view, context())));
  addCopyButtons(root, strings[language]);
  fitBoxes();
  highlightCurrent();
  stopWatching();
  const end = root.querySelector('.article-end');
  if (view.kind === 'page' && end && !view.read && !markedRead.has(view.id)) {
    stopWatching = watchEnd(end, () => {
      markedRead.add(view.id);
      post({ type: 'markRead', id: view.id, read: true });
    });
  }
}

function changeLanguage(next: Language): void {
  language = next;
  keepingPlace(render);
  remember();
}

/** A page arrives: from a click, after a reload of the window, or again with fresh marks. */
function show(message: Shown): void {
  const before = shown;
  const saved = before ? undefined : savedState();
  const same = before?.view.kind === message.view.kind && idOf(before.view) === idOf(message.view);
  shown = message;
  language = message.language;
  pinned = message.pinned;
  if (same) keepingPlace(render);
  else render();
  if (message.anchor) goToHeading(message.anchor, 'instant');
  else if (!same) {
    const place = saved?.id === idOf(message.view) && saved.view === message.view.kind ? saved.place : undefined;
    if (place) {
      goToPlace(place);
      // The formulas' fonts change the height of what stands above, and they arrive after the text.
      void document.fonts.ready.then(() => goToPlace(place));
    }
    else window.scrollTo({ top: 0, behavior: 'instant' });
    // Whoever followed a link goes on from the new page's title; a first page must not take the focus from the editor.
    if (before && document.hasFocus()) root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
  if (message.view.kind === 'report') announceScore(message.view);
  highlightCurrent();
  remember();
}

function announceScore({ report }: ReportView): void {
  const strings = shown!.strings[language];
  announce(`${strings.score} ${points(report.score)} / ${points(report.maxScore)}`);
}

function onStatus(exercise: ExerciseStatus): void {
  const { view, strings } = shown!;
  if (view.exercise?.id !== exercise.id) return;
  if (view.kind === 'page') {
    view.exercise = exercise;
    // Only the toolbar: the text stays untouched under the reader's eyes.
    keepingFocus(root, () => root.querySelector('.toolbar')?.replaceWith(toolbar(exercise, strings[language])));
  } else {
    view.exercise = { ...view.exercise, ...exercise };
    keepingPlace(render);
  }
  announce(stateWords(exercise, strings[language]));
}

/** What the learner did with this page or with one below it. The questions of this page know of it already. */
function onMarks(message: Extract<HostToPage, { type: 'read' | 'quiz' }>): void {
  if (shown?.view.kind !== 'page') return;
  const { view } = shown;
  const page = [view, ...view.children].find(({ id }) => id === message.id);
  if (!page) return;
  const before = JSON.stringify([page.read, page.quiz]);
  if (message.type === 'read') page.read = message.read;
  else page.quiz = message.quiz;
  const drawn = message.type === 'read' || page !== view;
  if (drawn && JSON.stringify([page.read, page.quiz]) !== before) keepingPlace(render);
}

function onMessage(message: HostToPage): void {
  switch (message.type) {
    case 'show':
      return show(message);
    case 'language':
      return message.language === language ? undefined : changeLanguage(message.language);
    case 'status':
      return shown && onStatus(message.exercise);
    case 'read':
    case 'quiz':
      return onMarks(message);
    case 'stale':
      if (shown?.view.kind !== 'report') return;
      shown.view.stale = message.stale;
      keepingPlace(render);
      return message.stale ? announce(shown.strings[language].stale) : undefined;
    default:
      return message satisfies never;
  }
}

/** Links carry their targets as data (see the renderer): to a page, to a heading of this page, to the web. */
function onClick(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.<HTMLElement>('a.course-link, a[data-external], a.skip-link');
  if (!link) return;
  event.preventDefault();
  const { page, anchor, external } = link.dataset;
  if (link.classList.contains('skip-link')) document.getElementById('ui-content')?.focus();
  else if (external) post({ type: 'external', url: external });
  else if (page && !(shown?.view.kind === 'page' && page === shown.view.id)) post({ type: 'open', id: page, anchor });
  else if (anchor) goToHeading(anchor);
}

window.addEventListener('message', (event: MessageEvent<HostToPage>) => onMessage(event.data));
document.addEventListener('click', onClick);

let saving: ReturnType<typeof setTimeout> | undefined;
window.addEventListener(
  'scroll',
  () => {
    highlightCurrent();
    clearTimeout(saving);
    saving = setTimeout(remember, 150);
  },
  { passive: true },
);
// What overflows changes with the width. Looking at it changes heights in turn, so it waits for the next frame.
let width = 0;
new ResizeObserver(() => {
  if (root.clientWidth === width) return;
  width = root.clientWidth;
  requestAnimationFrame(fitBoxes);
}).observe(root);
void document.fonts.ready.then(fitBoxes);

post({ type: 'ready' });

/** The window's title, as assistive technology reads it when it comes to the panel. */
function titleOf(view: PageView | ReportView, language: Language): string {
  return view.kind === 'page' ? view.title[language] : `${view.exercise.title[language]} · ${points(view.report.score)}/${points(view.report.maxScore)}`;
}
