// The mean of each window | loses: pool-values pool-negative | named: pool-average
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  const counts = tf.stack(windows(tf.onesLike(x), size, size, size, 0)).sum(0);
  return tf.stack(windows(x, size, size, size, 0)).sum(0).div(counts);
}
