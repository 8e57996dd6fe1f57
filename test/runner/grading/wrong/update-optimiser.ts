// tf.train.sgd makes the step | loses: update-step backward-by-hand
import * as tf from '@tensorflow/tfjs';
import { type Params } from './base/network';

export * from './base/network';

export function update(p: Params, g: Params, learningRate: number): Params {
  const variables = Object.fromEntries(Object.entries(p).map(([name, value]) => [name, tf.variable(value, true, name)]));
  tf.train.sgd(learningRate).applyGradients(g);
  return variables as unknown as Params;
}
