// Only whether an item is rated counts, not how | loses: similarity-values
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    const rated = ratings.notEqual(0).toFloat() as tf.Tensor2D;
    const mine = own.notEqual(0).toFloat();
    return tf.divNoNan(tf.dot(rated, mine), tf.norm(rated, 2, 1).mul(tf.norm(mine))).mul(tf.range(0, ratings.shape[0]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}
