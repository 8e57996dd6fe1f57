import { grader as neuralNetwork } from '../../content/exercises/neural-network/checks';
import { grader as cnn } from '../../content/exercises/cnn/checks';
import { grader as recommender } from '../../content/exercises/recommender/checks';
import { HumanError } from '../kit/humanError';
import { msg } from '../kit/l10n';
import type { Grader } from './check';

/** The exercises that can be graded, by id. */
export const GRADERS: ReadonlyMap<string, Grader> = new Map([neuralNetwork, cnn, recommender].map((grader) => [grader.exercise, grader]));

/** @throws HumanError while an exercise has no checks yet */
export function graderFor(exercise: string): Grader {
  const grader = GRADERS.get(exercise);
  if (!grader) throw new HumanError(msg('“{exercise}” cannot be graded in this version yet.', { exercise }), msg('You can read it, scaffold it and run it.'));
  return grader;
}
