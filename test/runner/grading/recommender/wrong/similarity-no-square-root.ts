// Divided by the squared lengths | loses: similarity-values similarity-zero | named: similarity-no-square-root
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    return tf.divNoNan(tf.dot(ratings, own), ratings.square().sum(1).mul(own.square().sum())).mul(tf.range(0, ratings.shape[0]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}
