// wrong: divided by the number of pictures
import * as tf from '@tensorflow/tfjs';
import { conv2dGradients as right } from './base/loops';
export * from './base/dense';

export function conv2dGradients(x: tf.Tensor4D, filters: tf.Tensor4D, dy: tf.Tensor4D, stride: number) {
  const { dx, dFilters } = right(x, filters, dy, stride);
  return { dx, dFilters: dFilters.div(x.shape[0]) };
}
