// Multiplied by yHat(1 - yHat) on top | loses: backward-W2 backward-b2 backward-W1 backward-b1 backward-by-hand | named: backward-softmax-slope
import * as tf from '@tensorflow/tfjs';
import { type Forward, type Params } from './base/network';

export * from './base/network';

export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: Forward, p: Params): Params {
  return tf.tidy(() => {
    const dz2 = f.yHat.sub(y).mul(f.yHat.mul(tf.sub(1, f.yHat))).div(x.shape[0]) as tf.Tensor2D;
    const dz1 = dz2.matMul(p.W2, false, true).mul(tf.sub(1, f.a1.square())) as tf.Tensor2D;
    return { W1: x.matMul(dz1, true), b1: dz1.sum(0), W2: f.a1.matMul(dz2, true), b2: dz2.sum(0) };
  });
}
