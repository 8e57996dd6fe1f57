// A similarity of 0 still counts | loses: nearest-positive
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return values.map((_, v) => v).filter((v) => values[v] >= 0).sort((a, b) => values[b] - values[a]).slice(0, k);
}
