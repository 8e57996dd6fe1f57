// Windows one step apart | loses: pool-values pool-negative | named: pool-stride-one
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, 1, -Infinity)).max(0);
}
