// tf.topk throws where k is larger than the list | loses: nearest-positive
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return Array.from(tf.topk(similarity, k).indices.dataSync()).filter((v) => values[v] > 0);
}
