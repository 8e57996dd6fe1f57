// The first row only | loses: predict-classes | named: predict-first-row
import * as tf from '@tensorflow/tfjs';
import { forward, type Params } from './base/network';

export * from './base/network';

export function predict(x: tf.Tensor2D, p: Params): number[] {
  return Array.from(forward(x, p).yHat.argMax(1).dataSync()).slice(0, 1);
}
