// What does not fill a window is dropped | loses: pool-values pool-negative | named: pool-valid
import * as tf from '@tensorflow/tfjs';
import { windows } from './base/cnn';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.stack(windows(x, size, size, size, -Infinity, (all, window, step) => ({ out: Math.floor((all - window) / step) + 1, before: 0, after: 0 }))).max(0);
}
