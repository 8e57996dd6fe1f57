// The error times the weights (the article) | loses: backward-W2 backward-W1 | named: backward-error-times-weights
import * as tf from '@tensorflow/tfjs';
import { type Forward, type Params } from './base/network';

export * from './base/network';

export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: Forward, p: Params): Params {
  return tf.tidy(() => {
    const dz2 = f.yHat.sub(y).div(x.shape[0]) as tf.Tensor2D;
    const dz1 = dz2.matMul(p.W2, false, true).mul(tf.sub(1, f.a1.square())) as tf.Tensor2D;
    return { W1: p.W1.mul(dz1.mean(0)) as tf.Tensor2D, b1: dz1.sum(0), W2: p.W2.mul(dz2.mean(0)) as tf.Tensor2D, b2: dz2.sum(0) };
  });
}
