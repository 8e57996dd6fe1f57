// The minus is missing | loses: loss-value loss-clip | named: loss-no-minus
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).sum(1).mean() as tf.Scalar);
}
