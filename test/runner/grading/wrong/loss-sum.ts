// Summed over the rows, not averaged | loses: loss-value | named: loss-sum
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).sum().neg() as tf.Scalar);
}
