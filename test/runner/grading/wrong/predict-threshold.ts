// Class 1 where its probability is above one half | loses: predict-classes
import * as tf from '@tensorflow/tfjs';
import { forward, type Params } from './base/network';

export * from './base/network';

export function predict(x: tf.Tensor2D, p: Params): number[] {
  return forward(x, p).yHat.arraySync().map((row) => (row[1]! > 0.5 ? 1 : 0));
}
