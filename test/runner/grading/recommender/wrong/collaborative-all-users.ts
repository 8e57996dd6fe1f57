// All similar users count, not the k nearest | loses: collaborative-values collaborative-edges | named: collaborative-all-users
import * as tf from '@tensorflow/tfjs';
import { userSimilarity } from './base/recommender';

export * from './base/recommender';

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = userSimilarity(ratings, user);
    return tf.divNoNan(tf.dot(similarity, ratings), tf.dot(similarity, ratings.notEqual(0).toFloat())) as tf.Tensor1D;
  });
}
