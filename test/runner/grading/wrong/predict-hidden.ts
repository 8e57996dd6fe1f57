// The most active hidden unit | loses: predict-classes | named: predict-hidden
import * as tf from '@tensorflow/tfjs';
import { forward, type Params } from './base/network';

export * from './base/network';

export function predict(x: tf.Tensor2D, p: Params): number[] {
  return Array.from(forward(x, p).a1.argMax(1).dataSync());
}
