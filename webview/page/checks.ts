import type { PageStrings, ReportView } from '../../src/explanations/messages';
import type { CheckReport, CheckStatus } from '../../src/grading/report';
import type { LocalText } from '../../src/kit/l10n';
import { button } from '../ui';
import type { Context } from './context';
import { difference, type Piece } from './difference';
import { h, icon, type IconName, withCode, words } from './dom';
import { post } from './host';
import { numbered, points } from './words';

type Check = CheckReport<LocalText>;

const STATUS: Record<CheckStatus, { icon: IconName; words: keyof PageStrings }> = {
  passed: { icon: 'check', words: 'statusPassed' },
  failed: { icon: 'cross', words: 'statusFailed' },
  error: { icon: 'alert', words: 'statusError' },
  timeout: { icon: 'clock', words: 'statusTimeout' },
  crashed: { icon: 'bolt', words: 'statusCrashed' },
  skipped: { icon: 'dash', words: 'statusSkipped' },
};

const lostPoints = (check: Check): boolean => check.points < check.maxPoints;

/** The checks of each function, in the order of the report. */
function byFunction(checks: readonly Check[]): Map<string, Check[]> {
  const groups = new Map<string, Check[]>();
  for (const check of checks) groups.set(check.function, [...(groups.get(check.function) ?? []), check]);
  return groups;
}

export function checkList(view: ReportView, onlyLost: boolean, context: Context): HTMLElement {
  const groups = [...byFunction(view.report.checks)].filter(([, checks]) => !onlyLost || checks.some(lostPoints));
  if (groups.length === 0) return h('p', { class: 'nothing' }, icon('check'), context.strings.nothingLost);
  return h('div', { class: 'groups' }, ...groups.map(([name, checks], i) => group(name, checks, i, onlyLost, context)));
}

function group(name: string, checks: Check[], index: number, onlyLost: boolean, context: Context): HTMLElement {
  const sum = (key: 'points' | 'maxPoints') => checks.reduce((total, check) => total + check[key], 0);
  const id = `ui-function-${index}`;
  return h(
    'section',
    { class: 'group', 'aria-labelledby': id },
    h('header', { class: 'group-header' }, h('h3', { id }, h('code', {}, name)), score(sum('points'), sum('maxPoints'), context.strings)),
    h('ul', { class: 'checks' }, ...checks.filter((check) => !onlyLost || lostPoints(check)).map((check) => item(check, context))),
  );
}

/** Challenges are worth no points. */
const score = (got: number, of: number, strings: PageStrings): HTMLElement =>
  of === 0 ? h('span', { class: 'score' }, strings.extra) : h('span', { class: got < of ? 'score score-lost' : 'score' }, h('b', {}, points(got)), ` / ${points(of)}`, h('span', { class: 'visually-hidden' }, ` ${strings.points}`));

function item(check: Check, context: Context): HTMLElement {
  const { language, strings } = context;
  const { icon: mark, words: name } = STATUS[check.status];
  const { location } = check;
  return h(
    'li',
    { class: `check check-${check.status}` },
    h('span', { class: `status status-${check.status}` }, icon(mark), words(strings[name])),
    h('h4', { class: 'check-title' }, ...withCode(check.title[language])),
    score(check.points, check.maxPoints, strings),
    (check.message[language] || check.expected !== undefined || check.actual !== undefined || location) &&
      h(
        'div',
        { class: 'check-body' },
        check.message[language] && h('p', { class: 'check-message' }, ...withCode(check.message[language])),
        comparison(check, strings),
        location && button({ key: `location-${check.id}` }, () => post({ type: 'location', line: location.line, column: location.column }), numbered(strings.goToLine, location.line)),
      ),
  );
}

/** What should have come and what came. Marked parts are underlined as well as tinted, for readers who see no tint. */
function comparison({ expected, actual }: Check, strings: PageStrings): HTMLElement | undefined {
  if (expected === undefined && actual === undefined) return undefined;
  const sides = expected !== undefined && actual !== undefined ? difference(expected, actual) : { expected: plain(expected), actual: plain(actual) };
  const side = (kind: 'expected' | 'actual', pieces: Piece[]) =>
    pieces.length > 0 &&
    h('div', { class: `side side-${kind}` }, h('dt', {}, strings[kind]), h('dd', {}, h('pre', {}, ...pieces.map((piece) => (piece.differs ? h('mark', {}, piece.text) : piece.text)))));
  return h('dl', { class: 'comparison' }, side('expected', sides.expected), side('actual', sides.actual));
}

const plain = (text: string | undefined): Piece[] => (text === undefined ? [] : [{ text, differs: false }]);
