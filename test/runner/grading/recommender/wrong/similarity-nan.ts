// 0 divided by 0 where somebody has no ratings | loses: similarity-zero | named: similarity-nan
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    return tf.where(tf.range(0, ratings.shape[0]).notEqual(user).toFloat().toBool(), tf.dot(ratings, own).div(tf.norm(ratings, 2, 1).mul(tf.norm(own))), tf.zeros([ratings.shape[0]])) as tf.Tensor1D;
  });
}
