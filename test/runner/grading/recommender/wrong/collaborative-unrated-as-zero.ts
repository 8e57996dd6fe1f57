// Divided by the similarity of all neighbours: not rated is read as no stars | loses: collaborative-values collaborative-edges | named: collaborative-unrated-as-zero
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
    return tf.divNoNan(tf.dot(weights, theirs), weights.sum()) as tf.Tensor1D;
  });
}
