// The user’s own items get 0 | loses: collaborative-values collaborative-edges | named: collaborative-own-items-zero
import * as tf from '@tensorflow/tfjs';
import { nearestUsers, userSimilarity } from './base/recommender';

export * from './base/recommender';

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = userSimilarity(ratings, user);
    const neighbours = nearestUsers(similarity, k);
    if (neighbours.length === 0) return tf.zeros([ratings.shape[1]]) as tf.Tensor1D;
    const index = tf.tensor1d(neighbours, 'int32');
    const weights = similarity.gather(index);
    const theirs = ratings.gather(index);
    const scores = tf.divNoNan(tf.dot(weights, theirs), tf.dot(weights, theirs.notEqual(0).toFloat()));
    return scores.mul(ratings.slice([user, 0], [1, -1]).flatten().equal(0).toFloat()) as tf.Tensor1D;
  });
}
