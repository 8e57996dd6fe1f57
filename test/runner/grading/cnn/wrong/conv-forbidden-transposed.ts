// The gradient of another convolution | loses: conv-values conv-stride
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  const like = tf.zeros([x.shape[0], Math.ceil(x.shape[1] / stride), Math.ceil(x.shape[2] / stride), filters.shape[3]]) as tf.Tensor4D;
  return tf.grad((y) => tf.conv2dTranspose(y as tf.Tensor4D, filters, x.shape, stride, 'same').mul(x).sum())(like) as tf.Tensor4D;
}
