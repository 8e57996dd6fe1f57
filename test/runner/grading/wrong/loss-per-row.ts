// One loss for each row | loses: loss-value loss-clip | named: loss-per-row
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).sum(1).neg() as tf.Tensor1D);
}
