// Logarithm to base 2 | loses: loss-value | named: loss-log2
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).sum(1).mean().neg().div(Math.LN2) as tf.Scalar);
}
