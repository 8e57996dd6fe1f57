// Automatic differentiation | loses: backward-W2 backward-b2 backward-W1 backward-b1 backward-by-hand
import * as tf from '@tensorflow/tfjs';
import { forward, loss, type Forward, type Params } from './base/network';

export * from './base/network';

export function backward(x: tf.Tensor2D, y: tf.Tensor2D, _f: Forward, p: Params): Params {
  const names = ['W1', 'b1', 'W2', 'b2'] as const;
  const lossOf = (W1: tf.Tensor, b1: tf.Tensor, W2: tf.Tensor, b2: tf.Tensor) => loss(forward(x, { W1, b1, W2, b2 } as Params).yHat, y);
  const gradients = tf.grads(lossOf as (...args: tf.Tensor[]) => tf.Tensor)(names.map((name) => p[name]));
  return Object.fromEntries(names.map((name, i) => [name, gradients[i]])) as Params;
}
