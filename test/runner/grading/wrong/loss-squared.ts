// Squared error | loses: loss-value loss-clip | named: loss-squared
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => yHat.sub(y).square().sum(1).mean() as tf.Scalar);
}
