// Labels and predictions are swapped | loses: loss-value | named: loss-swapped
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => yHat.mul(y.clipByValue(1e-7, 1).log()).sum(1).mean().neg() as tf.Scalar);
}
