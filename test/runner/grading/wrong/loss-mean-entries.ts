// Averaged over all entries | loses: loss-value loss-clip | named: loss-mean-entries
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).mean().neg() as tf.Scalar);
}
