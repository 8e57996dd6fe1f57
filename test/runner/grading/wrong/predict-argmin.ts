// The least probable class | loses: predict-classes | named: predict-least
import * as tf from '@tensorflow/tfjs';
import { forward, type Params } from './base/network';

export * from './base/network';

export function predict(x: tf.Tensor2D, p: Params): number[] {
  return Array.from(forward(x, p).yHat.argMin(1).dataSync());
}
