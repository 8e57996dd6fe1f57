// tf.conv2d, as in the article | loses: conv-values conv-stride
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  return tf.conv2d(x, filters, stride, 'same');
}
