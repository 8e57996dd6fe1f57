// One-hot rows | loses: predict-classes
import * as tf from '@tensorflow/tfjs';
import { forward, type Params } from './base/network';

export * from './base/network';

export function predict(x: tf.Tensor2D, p: Params): number[][] {
  return forward(x, p).yHat.arraySync().map((row) => row.map((v) => (v === Math.max(...row) ? 1 : 0)));
}
