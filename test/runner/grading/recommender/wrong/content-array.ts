// A plain array | loses: content-values content-zero
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): number[] {
  return tf.tidy(() => Array.from(tf.divNoNan(tf.dot(itemContent, userInterests), tf.norm(itemContent, 2, 1).mul(tf.norm(userInterests))).dataSync()));
}
