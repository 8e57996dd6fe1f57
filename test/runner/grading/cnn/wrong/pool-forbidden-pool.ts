// tf.pool | loses: pool-values pool-negative
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.pool(x, size, 'max', 'same', 1, size);
}
