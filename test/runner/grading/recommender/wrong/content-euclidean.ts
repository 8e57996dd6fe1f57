// A similarity from the Euclidean distance | loses: content-values content-zero
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.div(1, tf.add(1, itemContent.sub(userInterests).norm(2, 1))) as tf.Tensor1D);
}
