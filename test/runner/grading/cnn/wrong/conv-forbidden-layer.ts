// A layer of tf.layers does the work | loses: conv-values conv-stride
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  const layer = tf.layers.conv2d({ filters: filters.shape[3], kernelSize: [filters.shape[0], filters.shape[1]], strides: stride, padding: 'same', useBias: false });
  layer.build(x.shape);
  layer.setWeights([filters]);
  return layer.apply(x) as tf.Tensor4D;
}
