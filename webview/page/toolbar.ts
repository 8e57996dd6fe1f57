import type { ExerciseState, ExerciseStatus, PageStrings, PageToHost } from '../../src/explanations/messages';
import { button } from '../ui';
import { h, icon, type IconName } from './dom';
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

/** Which buttons make sense now. The one that leads on is primary. */
function actions(exercise: ExerciseStatus, onReport: boolean): { action: Action; primary?: boolean; runs?: boolean }[] {
  if (!exercise.scaffolded) return [{ action: 'scaffold', primary: true }];
  return [
    { action: 'grade', primary: true, runs: true },
    { action: 'run', runs: true },
    { action: 'openFile' },
    ...(exercise.bestScore !== undefined && !onReport ? [{ action: 'openReport' as const }] : []),
    { action: 'reset' },
  ];
}

/** State, best score and the things to do with an exercise. `onReport` leaves out what a report page shows itself. */
export function toolbar(exercise: ExerciseStatus, strings: PageStrings, onReport = false): HTMLElement {
  const { icon: mark } = STATES[exercise.state];
  return h(
    'section',
    { class: 'toolbar', 'aria-label': stateWords(exercise, strings), 'aria-busy': String(exercise.busy) },
    h(
      'div',
      { class: 'toolbar-state' },
      h('span', { class: `state state-${exercise.busy ? 'busy' : exercise.state}` }, icon(exercise.busy ? 'clock' : mark), stateWords(exercise, strings)),
      exercise.bestScore !== undefined &&
        !onReport &&
        h('span', { class: 'best' }, `${strings.bestScore} `, h('b', {}, points(exercise.bestScore)), ` / ${points(exercise.maxScore)}`, meter(exercise.bestScore, exercise.maxScore, strings.bestScore)),
    ),
    h(
      'div',
      { class: 'toolbar-actions' },
      ...actions(exercise, onReport).map(({ action, primary, runs }) =>
        button(
          {
            appearance: primary ? 'primary' : 'secondary',
            key: `exercise-${action}`,
            disabled: exercise.busy || (runs === true && !exercise.trusted),
            describedBy: runs && !exercise.trusted ? 'ui-untrusted' : undefined,
          },
          () => post({ type: 'exercise', action, id: exercise.id }),
          onReport && action === 'grade' ? strings.gradeAgain : strings[action],
        ),
      ),
    ),
    !exercise.trusted && h('p', { class: 'untrusted', id: 'ui-untrusted' }, strings.untrusted),
  );
}
