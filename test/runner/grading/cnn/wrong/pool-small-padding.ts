// Padded with −1 | loses: pool-negative
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, size, -1)).max(0);
}
