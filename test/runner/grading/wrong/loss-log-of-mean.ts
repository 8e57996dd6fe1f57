// Logarithm of the mean instead of the mean of logarithms | loses: loss-value | named: loss-log-of-mean
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1)).sum(1).mean().log().neg() as tf.Scalar);
}
