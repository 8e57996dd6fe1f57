// Only the items are scaled to length 1 | loses: content-values content-zero | named: content-item-norm-only
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.divNoNan(tf.dot(itemContent, userInterests), tf.norm(itemContent, 2, 1)) as tf.Tensor1D);
}
