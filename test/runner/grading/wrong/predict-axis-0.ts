// argMax over the rows | loses: predict-classes | named: predict-axis
import * as tf from '@tensorflow/tfjs';
import { forward, type Params } from './base/network';

export * from './base/network';

export function predict(x: tf.Tensor2D, p: Params): number[] {
  return Array.from(forward(x, p).yHat.argMax(0).dataSync());
}
