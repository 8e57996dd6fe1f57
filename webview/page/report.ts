import type { ReportView } from '../../src/explanations/messages';
import type { Verdict } from '../../src/grading/report';
import { button, checkbox } from '../ui';
import { checkList } from './checks';
import type { Context } from './context';
import { h, icon, type IconName } from './dom';
import { post } from './host';
import { meter } from './meter';
import { reportToolbar } from './toolbar';
import { pageLink, topbar } from './topbar';
import { htmlLang, points, seconds } from './words';

const VERDICTS: Record<Verdict, { icon: IconName; words: 'verdictPassed' | 'verdictPartial' | 'verdictFailed' | 'verdictError' }> = {
  passed: { icon: 'check', words: 'verdictPassed' },
  partial: { icon: 'half', words: 'verdictPartial' },
  failed: { icon: 'cross', words: 'verdictFailed' },
  error: { icon: 'alert', words: 'verdictError' },
};

/** Kept outside the rendering, so that a switch of language does not change what is listed. */
let onlyLost = false;

export function reportPage(view: ReportView, context: Context): HTMLElement {
  const { language, strings } = context;
  return h(
    'div',
    { class: 'page report', lang: htmlLang(language) },
    topbar(context, [{ id: view.exercise.pageId, title: view.exercise.title }]),
    h(
      'div',
      { class: 'columns' },
      h(
        'main',
        { id: 'ui-content', class: 'main', tabindex: -1 },
        h('div', { class: 'title-block' }, h('h1', { class: 'title', tabindex: -1 }, strings.report), h('p', { class: 'summary' }, view.exercise.title[language])),
        staleBanner(view, context),
        scoreBlock(view, context),
        reportToolbar(view.exercise, strings, view.stale),
        checksSection(view, context),
        output(view, context),
        details(view, context),
      ),
    ),
  );
}

/** A report is about a text; once the text has changed, it says so before it says anything else. */
function staleBanner(view: ReportView, { strings }: Context): HTMLElement | undefined {
  if (!view.stale) return undefined;
  const { id, busy, trusted } = view.exercise;
  return h(
    'div',
    { class: 'banner', role: 'note' },
    icon('alert'),
    h('p', {}, strings.stale),
    button({ appearance: 'primary', key: 'stale-grade', disabled: busy || !trusted }, () => post({ type: 'exercise', action: 'grade', id }), strings.gradeAgain),
  );
}

function scoreBlock({ report, previousBest, stale }: ReportView, { strings }: Context): HTMLElement {
  const verdict = VERDICTS[report.verdict];
  const better = previousBest !== undefined && report.score > previousBest;
  return h(
    'section',
    { class: stale ? 'score-block is-stale' : 'score-block', 'aria-label': strings.score },
    h('p', { class: 'big-score' }, h('b', {}, points(report.score)), h('span', { class: 'big-score-of' }, ` / ${points(report.maxScore)}`), h('span', { class: 'visually-hidden' }, ` ${strings.points}`)),
    h(
      'div',
      { class: 'score-words' },
      h('p', { class: `verdict verdict-${report.verdict}` }, icon(verdict.icon), strings[verdict.words]),
      previousBest !== undefined && h('p', { class: 'previous-best' }, better && h('b', {}, strings.newBest), better && ' · ', `${strings.previousBest} ${points(previousBest)} / ${points(report.maxScore)}`),
    ),
    meter(report.score, report.maxScore, strings.score, previousBest),
  );
}

function checksSection(view: ReportView, context: Context): HTMLElement {
  const { strings } = context;
  const list = h('div', { class: 'check-list' }, checkList(view, onlyLost, context));
  const anythingLost = view.report.checks.some((check) => check.points < check.maxPoints);
  const filter = checkbox('only-lost', onlyLost, strings.onlyLost, (checked) => {
    onlyLost = checked;
    list.replaceChildren(checkList(view, onlyLost, context));
  });
  return h('section', { class: 'checks-section', 'aria-labelledby': 'ui-checks' }, h('header', { class: 'section-header' }, h('h2', { id: 'ui-checks' }, strings.checks), anythingLost && filter), list);
}

function output({ report }: ReportView, { strings }: Context): HTMLElement {
  return h(
    'section',
    { class: 'output-section', 'aria-labelledby': 'ui-output' },
    h('h2', { id: 'ui-output' }, strings.output),
    report.output.trim() === '' ? h('p', { class: 'muted' }, strings.noOutput) : h('pre', { class: 'output', tabindex: 0, 'aria-labelledby': 'ui-output' }, report.output),
  );
}

function details({ report, exercise }: ReportView, { strings }: Context): HTMLElement {
  const rows: [string, string][] = [
    [strings.backend, report.backend],
    [strings.device, report.device],
    [strings.seed, String(report.seed)],
    [strings.duration, seconds(report.durationMs)],
  ];
  return h(
    'footer',
    { class: 'details' },
    h('h2', {}, strings.details),
    h('dl', {}, ...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
    h('p', {}, pageLink(exercise.pageId, strings.readExplanation, { 'data-key': 'explanation' })),
  );
}
