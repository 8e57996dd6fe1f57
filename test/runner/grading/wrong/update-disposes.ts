// Disposes the parameters that it was given | loses: update-step
import * as tf from '@tensorflow/tfjs';
import { update as rightUpdate, type Params } from './base/network';

export * from './base/network';

export function update(p: Params, g: Params, learningRate: number): Params {
  const next = rightUpdate(p, g, learningRate);
  tf.dispose(p);
  return next;
}
