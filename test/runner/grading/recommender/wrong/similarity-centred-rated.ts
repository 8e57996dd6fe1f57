// Pearson over what each has rated: 0 stays 0, the others lose the row’s mean | loses: similarity-values
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    const rated = ratings.notEqual(0).toFloat();
    const rows = ratings.sub(tf.divNoNan(ratings.sum(1, true), rated.sum(1, true))).mul(rated) as tf.Tensor2D;
    const mine = rows.slice([user, 0], [1, -1]).flatten();
    return tf.divNoNan(tf.dot(rows, mine), tf.norm(rows, 2, 1).mul(tf.norm(mine))).mul(tf.range(0, ratings.shape[0]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}
