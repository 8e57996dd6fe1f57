// The user’s own entry is 1, the others’ are right | loses: similarity-values similarity-zero | named: similarity-self
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    return tf.where(tf.range(0, ratings.shape[0]).notEqual(user).toFloat().toBool(), tf.divNoNan(tf.dot(ratings, own), tf.norm(ratings, 2, 1).mul(tf.norm(own))), tf.ones([ratings.shape[0]])) as tf.Tensor1D;
  });
}
