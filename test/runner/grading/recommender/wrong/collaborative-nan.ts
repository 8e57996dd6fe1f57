// 0 divided by 0 where no neighbour has rated the item | loses: collaborative-values collaborative-edges | named: collaborative-nan
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
    return tf.dot(weights, theirs).div(tf.dot(weights, theirs.notEqual(0).toFloat())) as tf.Tensor1D;
  });
}
