// A tensor instead of a list | loses: nearest-order nearest-positive nearest-ties
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return tf.tensor1d(values.map((_, v) => v).filter((v) => values[v] > 0).sort((a, b) => values[b] - values[a]).slice(0, k), 'int32') as never;
}
