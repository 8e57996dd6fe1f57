// Disposes the interests | loses: content-values content-zero
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  const scores = tf.tidy(() => tf.divNoNan(tf.dot(itemContent, userInterests), tf.norm(itemContent, 2, 1).mul(tf.norm(userInterests))) as tf.Tensor1D);
  userInterests.dispose();
  return scores;
}
