// Windows of 2×2, whatever the size | loses: pool-values pool-negative | named: pool-always-two
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, 2, 2, 2, -Infinity)).max(0);
}
