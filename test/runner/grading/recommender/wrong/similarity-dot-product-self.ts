// The dot product, with the user himself | loses: similarity-values similarity-zero | named: similarity-dot-product-self
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    return tf.dot(ratings, own) as tf.Tensor1D;
  });
}
