import type { Grader } from '../../../../src/grading/check';
import { demo } from './demo';
import { forwardPass, prediction } from './forwardPass';
import { byHand, gradients, step } from './gradients';
import { initialisation } from './initialisation';
import { microscope } from './microscope';
import { training } from './training';

/** 100 points: initialisation 8, forward 17, loss 10, gradients 22, update 5, predict 5, training 30, by hand 3. */
export const grader: Grader = {
  exercise: 'neural-network',
  forbid: ['autodiff', 'optimizers'],
  demo,
  microscope,
  checks: [...initialisation, ...forwardPass, ...gradients, ...step, ...prediction, ...training, byHand],
};
