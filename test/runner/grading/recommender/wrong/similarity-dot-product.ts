// The dot product: heavy raters win | loses: similarity-values similarity-zero | named: similarity-dot-product
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    return tf.dot(ratings, own).mul(tf.range(0, ratings.shape[0]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}
