/**
 * The order in which a page's questions are asked, without anything that is drawn. A round has laps: the first
 * asks every question, each further lap those that were wrong at their first try of the lap before.
 */
import type { QuizAnswer } from '../../src/explanations/messages';

export interface QuizState {
  readonly all: readonly string[];
  /** What this lap asks; empty where a page was opened whose questions were all answered. */
  readonly lap: readonly string[];
  /** Index in the lap; at its end the summary is shown. */
  readonly at: number;
  /** True for the lap that asks every question. */
  readonly first: boolean;
  readonly answers: Readonly<Record<string, Tally>>;
  /** Of the question that is shown: wrong tries since it was put, and what is shown of the last one. */
  readonly wrong: number;
  readonly shows: 'question' | 'right' | 'wrong' | 'answer';
}

/** What counts of the answers to one question. */
export type Tally = Pick<QuizAnswer, 'right' | 'firstTry' | 'tries' | 'due'>;

/** After so many wrong tries at a question its answer may be looked at. */
export const TRIES_BEFORE_ANSWER = 2;

const asked = { wrong: 0, shows: 'question' } as const;

/** Goes on where the answers leave off: at the first question without one, or at the summary. */
export function begin(all: readonly string[], answers: Readonly<Record<string, Tally>> = {}): QuizState {
  const at = nextIn(all, 0, answers, true);
  return { all, lap: at < all.length ? all : [], at: at < all.length ? at : 0, first: true, answers, ...asked };
}

/** Undefined at the summary. */
export const current = (state: QuizState): string | undefined => state.lap[state.at];

/** Questions that the learner has to be asked again. */
export const due = ({ all, answers }: QuizState): string[] => all.filter((id) => answers[id]?.due);

export const rightAtFirstTry = ({ all, answers }: QuizState): number => all.filter((id) => answers[id]?.firstTry).length;

/** True where there is nothing to ask after the question that is shown. */
export const isLast = (state: QuizState): boolean => current(next(state)) === undefined;

/** A try at the question that is shown. */
export function answered(state: QuizState, right: boolean): QuizState {
  const id = current(state);
  if (id === undefined) return state;
  const before = state.answers[id];
  const tally: Tally = {
    right,
    firstTry: before && before.tries > 0 ? before.firstTry : right,
    tries: (before?.tries ?? 0) + 1,
    // Right at a second try, with the reason for the first one in sight, does not show that it was understood.
    due: !right || state.wrong > 0,
  };
  return { ...state, answers: { ...state.answers, [id]: tally }, wrong: state.wrong + (right ? 0 : 1), shows: right ? 'right' : 'wrong' };
}

export const tryAgain = (state: QuizState): QuizState => ({ ...state, shows: 'question' });

export const mayShowAnswer = ({ shows, wrong }: QuizState): boolean => shows === 'wrong' && wrong >= TRIES_BEFORE_ANSWER;

export const showAnswer = (state: QuizState): QuizState => (mayShowAnswer(state) ? { ...state, shows: 'answer' } : state);

/** The next question of the lap, the first one of the next lap, or the summary. */
export function next(state: QuizState): QuizState {
  const at = nextIn(state.lap, state.at + 1, state.answers, state.first);
  if (at < state.lap.length) return { ...state, at, ...asked };
  const again = due(state);
  return again.length > 0 ? { ...state, lap: again, at: 0, first: false, ...asked } : { ...state, at: state.lap.length, ...asked };
}

/** From the summary of a page that was opened again: asks what is still wrong. */
export const askDue = (state: QuizState): QuizState => ({ ...state, lap: due(state), at: 0, first: false, ...asked });

export const startOver = ({ all }: QuizState): QuizState => begin(all);

/** The first lap leaves out what was answered when the page was open before. */
function nextIn(lap: readonly string[], from: number, answers: Readonly<Record<string, Tally>>, first: boolean): number {
  const found = lap.findIndex((id, i) => i >= from && !(first && (answers[id]?.tries ?? 0) > 0));
  return found < 0 ? lap.length : found;
}
