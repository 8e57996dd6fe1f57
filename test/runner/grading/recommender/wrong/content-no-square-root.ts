// Divided by the squared lengths | loses: content-values content-zero | named: content-no-square-root
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.divNoNan(tf.dot(itemContent, userInterests), itemContent.square().sum(1).mul(userInterests.square().sum())) as tf.Tensor1D);
}
