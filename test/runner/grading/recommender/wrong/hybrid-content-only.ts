// The article: the halves are never combined | loses: hybrid-values hybrid-alpha hybrid-equal | named: hybrid-content-only
import * as tf from '@tensorflow/tfjs';
import { scaled } from './base/recommender';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => scaled(content));
}
