import type { Grader } from '../../../../src/grading/check';
import { AUTODIFF } from '../../../../src/runner/protocol/messages';
import { accuracyChecks, blocks, WATCHED } from './blocks';
import { challenge } from './challenge';
import { demo } from './demo';
import { modelChecks } from './model';
import { quality, trainChecks } from './training';

/** 100 points: conv2d 22, maxPool 14, fullyConnected 8, buildModel 12, predict 6, accuracy 6, train 12, held-out digits 20. */
export const grader: Grader = {
  exercise: 'cnn',
  forbid: [],
  watch: [...WATCHED, AUTODIFF],
  demo,
  checks: [...blocks, ...accuracyChecks, ...modelChecks, ...trainChecks, quality],
  challenges: [challenge],
};
