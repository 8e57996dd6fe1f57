// The article: a score for each neighbour instead of each item | loses: collaborative-values collaborative-edges | named: collaborative-per-user
import * as tf from '@tensorflow/tfjs';
import { nearestUsers, userSimilarity } from './base/recommender';

export * from './base/recommender';

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = userSimilarity(ratings, user);
    const neighbours = nearestUsers(similarity, k);
    const theirs = ratings.gather(tf.tensor1d(neighbours, 'int32'));
    return tf.dot(theirs, ratings.slice([user, 0], [1, -1]).flatten()) as tf.Tensor1D;
  });
}
