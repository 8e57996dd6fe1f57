// The article: an ascending sort, so that the least similar are picked | loses: nearest-order nearest-positive nearest-ties | named: nearest-ascending-all
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return values.map((_, v) => v).sort((a, b) => values[a] - values[b]).slice(0, k);
}
