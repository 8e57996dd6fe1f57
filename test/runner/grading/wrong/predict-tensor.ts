// A tensor is returned | loses: predict-classes
import * as tf from '@tensorflow/tfjs';
import { forward, type Params } from './base/network';

export * from './base/network';

export function predict(x: tf.Tensor2D, p: Params): tf.Tensor1D {
  return forward(x, p).yHat.argMax(1) as tf.Tensor1D;
}
