// Pearson: the mean of each row is taken off first | loses: similarity-values similarity-zero | named: similarity-centred
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    const rows = ratings.sub(ratings.mean(1, true)) as tf.Tensor2D;
    const mine = own.sub(own.mean());
    return tf.divNoNan(tf.dot(rows, mine), tf.norm(rows, 2, 1).mul(tf.norm(mine))).mul(tf.range(0, ratings.shape[0]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}
