// The user’s own entry is left out, so that the list is one shorter | loses: similarity-values similarity-zero
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    const cosine = tf.divNoNan(tf.dot(ratings, own), tf.norm(ratings, 2, 1).mul(tf.norm(own))).dataSync();
    return tf.tensor1d(Array.from(cosine).filter((_, v) => v !== user)) as tf.Tensor1D;
  });
}
