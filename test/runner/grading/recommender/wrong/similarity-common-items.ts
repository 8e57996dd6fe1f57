// Cosine over the items that both have rated | loses: similarity-values | named: similarity-common-items
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    const both = ratings.notEqual(0).logicalAnd(own.notEqual(0)).toFloat();
    return tf.divNoNan(tf.dot(ratings, own), ratings.square().mul(both).sum(1).mul(own.square().mul(both).sum(1)).sqrt()).mul(tf.range(0, ratings.shape[0]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}
