import type { Exercise } from '../course/course';
import type { ExerciseFiles, ExercisePlace } from './exerciseFiles';

export type ExerciseState = 'notStarted' | 'inProgress' | 'partial' | 'passed' | 'changed';

/** What is known of the learner's grades, in the words of this room. */
export interface Grades {
  /** Oldest first. */
  attempts(exercise: string): readonly { file: string; sha256: string; score: number; maxScore: number }[];
}

export interface Status {
  state: ExerciseState;
  place?: ExercisePlace;
  /** Of the last grade of the file at hand, or of the best one where there is no file here. */
  score?: number;
  bestScore?: number;
}

/** Where an exercise stands: its file in this workspace against the grades so far. */
export function statusOf(exercise: Exercise, files: ExerciseFiles, grades: Grades): Status {
  const place = files.of(exercise.id).find(({ exists }) => exists);
  const attempts = grades.attempts(exercise.id);
  const bestScore = attempts.length ? Math.max(...attempts.map(({ score }) => score)) : undefined;
  const last = attempts.findLast(({ file }) => file === place?.file.fsPath);
  if (place && !last) return { state: 'inProgress', place, bestScore };
  if (place && last) {
    if (!files.isCurrent(place, last.sha256)) return { state: 'changed', place, score: last.score, bestScore };
    return { state: last.score === last.maxScore ? 'passed' : 'partial', place, score: last.score, bestScore };
  }
  if (bestScore === undefined) return { state: 'notStarted' };
  return { state: bestScore === exercise.maxScore ? 'passed' : 'partial', score: bestScore, bestScore };
}
