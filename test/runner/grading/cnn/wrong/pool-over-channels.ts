// The largest over all channels | loses: pool-values pool-negative
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, size, -Infinity)).max(0).max(3, true).tile([1, 1, 1, x.shape[3]]);
}
