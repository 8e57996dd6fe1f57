// A pooling layer | loses: pool-values pool-negative
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.layers.maxPooling2d({ poolSize: size, strides: size, padding: 'same' }).apply(x) as tf.Tensor4D;
}
