// One loss for each entry | loses: loss-value loss-clip | named: loss-per-entry
import * as tf from '@tensorflow/tfjs';

export * from './base/network';

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).neg() as tf.Tensor2D);
}
