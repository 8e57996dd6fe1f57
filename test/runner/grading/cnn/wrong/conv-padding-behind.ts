// All zeros stand behind | loses: conv-values conv-stride | named: conv-padding-behind
import * as tf from '@tensorflow/tfjs';
import { conv2d as right, same } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x, filters, stride, (size, window, step) => {
  const { out, before, after } = same(size, window, step);
  return { out, before: 0, after: before + after };
});
