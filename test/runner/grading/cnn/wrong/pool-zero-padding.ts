// Padded with 0, which beats negative values | loses: pool-negative | named: pool-zero-padding
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, size, 0)).max(0);
}
