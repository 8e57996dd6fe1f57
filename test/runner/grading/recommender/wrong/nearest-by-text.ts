// Sorted without a comparison: as text | loses: nearest-order nearest-positive nearest-ties
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return values.map((_, v) => v).sort().reverse().filter((v) => values[v] > 0).slice(0, k);
}
