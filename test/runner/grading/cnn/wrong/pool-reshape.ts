// A reshape that needs a picture of whole windows | loses: pool-values pool-negative
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  const [n, h, w, c] = x.shape;
  return x.reshape([n, h / size, size, w / size, size, c]).max(4).max(2) as tf.Tensor4D;
}
