// All padding stands behind | loses: pool-values pool-negative | named: pool-padding-behind
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, size, -Infinity, (all) => ({ out: Math.ceil(all / size), before: 0, after: Math.ceil(all / size) * size - all }))).max(0);
}
