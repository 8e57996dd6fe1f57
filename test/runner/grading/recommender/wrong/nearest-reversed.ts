// Sorted upwards and reversed, so that of equals the higher index comes first | loses: nearest-ties | named: nearest-ties-last
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return values.map((_, v) => v).filter((v) => values[v] > 0).sort((a, b) => values[a] - values[b]).reverse().slice(0, k);
}
