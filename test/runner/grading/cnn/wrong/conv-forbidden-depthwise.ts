// Depthwise convolution, one filter at a time | loses: conv-values conv-stride
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  const [h, w, c, o] = filters.shape;
  return tf.tidy(() => tf.depthwiseConv2d(x, filters.reshape([h, w, c, o]) as tf.Tensor4D, stride, 'same').reshape([x.shape[0], Math.ceil(x.shape[1] / stride), Math.ceil(x.shape[2] / stride), c, o]).sum(3));
}
