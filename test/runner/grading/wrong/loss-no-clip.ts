// No clipping | loses: loss-clip | named: loss-no-clip
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.log()).sum(1).mean().neg() as tf.Scalar);
}
