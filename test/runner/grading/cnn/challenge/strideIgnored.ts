// wrong: right for stride 1, and the windows lie one apart for every other stride
import * as tf from '@tensorflow/tfjs';
import { conv2dGradients as right } from './base/loops';
export * from './base/dense';

export function conv2dGradients(x: tf.Tensor4D, filters: tf.Tensor4D, dy: tf.Tensor4D, stride: number) {
  if (stride === 1) return right(x, filters, dy, 1);
  const spread = tf.pad4d(dy, [[0, 0], [0, x.shape[1] - dy.shape[1]], [0, x.shape[2] - dy.shape[2]], [0, 0]]);
  return right(x, filters, spread, 1);
}
