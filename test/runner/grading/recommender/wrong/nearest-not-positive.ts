// Users with nothing in common are neighbours too | loses: nearest-positive | named: nearest-not-positive
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return values.map((_, v) => v).sort((a, b) => values[b] - values[a]).slice(0, k);
}
