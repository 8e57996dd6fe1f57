// 0 divided by 0 where a vector is all zero | loses: content-zero | named: content-nan
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.dot(itemContent, userInterests).div(tf.norm(itemContent, 2, 1).mul(tf.norm(userInterests))) as tf.Tensor1D);
}
