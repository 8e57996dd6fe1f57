// Nothing is done for a user without neighbours: gather throws | loses: collaborative-edges
import * as tf from '@tensorflow/tfjs';
import { nearestUsers, userSimilarity } from './base/recommender';

export * from './base/recommender';

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = userSimilarity(ratings, user);
    const neighbours = nearestUsers(similarity, k);
    if (neighbours.length === 0) throw new Error('nobody is similar');
    const index = tf.tensor1d(neighbours, 'int32');
    const weights = similarity.gather(index);
    const theirs = ratings.gather(index);
    return tf.divNoNan(tf.dot(weights, theirs), tf.dot(weights, theirs.notEqual(0).toFloat())) as tf.Tensor1D;
  });
}
