// Resnick’s formula: the user’s mean plus the neighbours’ deviations | loses: collaborative-values collaborative-edges
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
    const mean = (rows: tf.Tensor2D) => tf.divNoNan(rows.sum(1, true), rows.notEqual(0).toFloat().sum(1, true));
    const rated = theirs.notEqual(0).toFloat() as tf.Tensor2D;
    const deviations = theirs.sub(mean(theirs as tf.Tensor2D)).mul(rated) as tf.Tensor2D;
    return mean(ratings.slice([user, 0], [1, -1])).flatten().add(tf.divNoNan(tf.dot(weights, deviations), tf.dot(weights, rated))) as tf.Tensor1D;
  });
}
