// Disposes the activations that it was given | loses: backward-W2 backward-b2 backward-W1 backward-b1 backward-by-hand
import * as tf from '@tensorflow/tfjs';
import { backward as rightBackward, type Forward, type Params } from './base/network';

export * from './base/network';

export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: Forward, p: Params): Params {
  const g = rightBackward(x, y, f, p);
  tf.dispose(f);
  return g;
}
