import type { Grader } from '../../../../src/grading/check';
import { collaborativeChecks, hybridChecks } from './collaborative';
import { contentChecks } from './content';
import { demo } from './demo';
import { recommendChecks } from './recommendation';
import { nearestChecks, similarityChecks } from './similarity';

/** 100 points: content 13, similarity 15, nearest 14, collaborative 18, hybrid 14, recommend 26. */
export const grader: Grader = {
  exercise: 'recommender',
  forbid: [],
  demo,
  checks: [...contentChecks, ...similarityChecks, ...nearestChecks, ...collaborativeChecks, ...hybridChecks, ...recommendChecks],
};
