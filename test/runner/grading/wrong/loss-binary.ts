// Binary cross-entropy over all classes | loses: loss-value | named: loss-binary
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).add(tf.sub(1, y).mul(tf.sub(1, yHat).clipByValue(1e-7, 1).log())).sum(1).mean().neg() as tf.Scalar);
}
