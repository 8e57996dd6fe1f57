// wrong: automatic differentiation
import * as tf from '@tensorflow/tfjs';
export * from './base/dense';

export function conv2dGradients(x: tf.Tensor4D, filters: tf.Tensor4D, dy: tf.Tensor4D, stride: number) {
  const [dx, dFilters] = tf.grads((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, 'same').mul(dy).sum())([x, filters]);
  return { dx, dFilters };
}
