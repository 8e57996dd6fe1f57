// The mean of each window, padding included | loses: pool-values pool-negative | named: pool-average-padded
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, size, 0)).mean(0);
}
