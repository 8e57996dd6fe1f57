// The smallest value | loses: pool-values pool-negative | named: pool-smallest
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, size, Infinity)).min(0);
}
