import type { ExerciseState, ExerciseStatus, PageStrings, PageToHost } from '../../src/explanations/messages';
import { button } from '../ui';
import { h, icon, type IconName, words } from './dom';
import { post } from './host';
import { meter } from './meter';
import { points } from './words';

type Action = Extract<PageToHost, { type: 'exercise' }>['action'];

const STATES: Record<ExerciseState, { icon: IconName; words: keyof PageStrings }> = {
  notStarted: { icon: 'ring', words: 'stateNotStarted' },
  inProgress: { icon: 'pencil', words: 'stateInProgress' },
  partial: { icon: 'half', words: 'statePartial' },
  passed: { icon: 'check', words: 'statePassed' },
  changed: { icon: 'pencil', words: 'stateChanged' },
};

export const stateWords = (exercise: ExerciseStatus, strings: PageStrings): string => (exercise.busy ? strings.busy : strings[STATES[exercise.state].words]);

interface Offer {
  action: Action;
  /** The one that leads on. */
  primary?: boolean;
  /** Runs the learner's code, which an untrusted workspace does not allow. */
  runs?: boolean;
  label?: string;
}

/** Which buttons make sense now on an exercise's page. */
function offers({ scaffolded, bestScore }: ExerciseStatus): Offer[] {
  if (!scaffolded) return [{ action: 'scaffold', primary: true }];
  return [
    { action: 'grade', primary: true, runs: true },
    { action: 'run', runs: true },
    { action: 'openFile' },
    ...(bestScore === undefined ? [] : [{ action: 'openReport' as const }]),
    { action: 'reset' },
  ];
}

const actionButtons = (exercise: ExerciseStatus, strings: PageStrings, list: Offer[]): HTMLElement =>
  h(
    'div',
    { class: 'toolbar-actions' },
    ...list.map(({ action, primary, runs, label }) =>
      button(
        {
          appearance: primary ? 'primary' : 'secondary',
          key: `exercise-${action}`,
          disabled: exercise.busy || (runs === true && !exercise.trusted),
          describedBy: runs && !exercise.trusted ? 'ui-untrusted' : undefined,
        },
        () => post({ type: 'exercise', action, id: exercise.id }),
        label ?? strings[action],
      ),
    ),
  );

const untrusted = (exercise: ExerciseStatus, strings: PageStrings): HTMLElement | false => !exercise.trusted && h('p', { class: 'untrusted', id: 'ui-untrusted' }, strings.untrusted);

/** State, best score and the things to do with an exercise. */
export function toolbar(exercise: ExerciseStatus, strings: PageStrings): HTMLElement {
  const { state, bestScore, maxScore, busy } = exercise;
  return h(
    'section',
    { class: 'toolbar', 'aria-label': stateWords(exercise, strings), 'aria-busy': String(busy) },
    h(
      'div',
      { class: 'toolbar-state' },
      h('span', { class: `state state-${busy ? 'busy' : state}` }, icon(busy ? 'clock' : STATES[state].icon), words(stateWords(exercise, strings))),
      bestScore !== undefined && h('span', { class: 'best' }, `${strings.bestScore} `, h('b', {}, points(bestScore)), ` / ${points(maxScore)}`, meter(bestScore, maxScore, strings.bestScore)),
    ),
    actionButtons(exercise, strings, offers(exercise)),
    untrusted(exercise, strings),
  );
}

/** A report shows score and verdict itself, and a stale one has its own button to grade again. */
export function reportToolbar(exercise: ExerciseStatus, strings: PageStrings, stale: boolean): HTMLElement {
  const list: Offer[] = [...(stale ? [] : [{ action: 'grade' as const, primary: true, runs: true, label: strings.gradeAgain }]), { action: 'openFile' }, { action: 'run', runs: true }];
  return h(
    'section',
    { class: 'toolbar', 'aria-label': stateWords(exercise, strings), 'aria-busy': String(exercise.busy) },
    actionButtons(exercise, strings, list),
    exercise.busy && h('span', { class: 'state state-busy' }, icon('clock'), strings.busy),
    untrusted(exercise, strings),
  );
}
