// Only the interests are scaled to length 1 | loses: content-values content-zero | named: content-interest-norm-only
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.divNoNan(tf.dot(itemContent, userInterests), tf.norm(userInterests)) as tf.Tensor1D);
}
