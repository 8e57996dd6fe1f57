// The similarity of items instead of users | loses: similarity-values similarity-zero
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    const column = own.size > user ? ratings.slice([0, user], [-1, 1]).flatten() : own;
    return tf.divNoNan(tf.dot(tf.transpose(ratings), column), tf.norm(ratings, 2, 0).mul(tf.norm(column))).mul(tf.range(0, ratings.shape[1]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}
