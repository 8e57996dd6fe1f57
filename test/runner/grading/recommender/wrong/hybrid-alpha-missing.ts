// The plain sum; alpha is not used | loses: hybrid-values hybrid-alpha hybrid-equal
import * as tf from '@tensorflow/tfjs';
import { scaled } from './base/recommender';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => scaled(content).add(scaled(collaborative)) as tf.Tensor1D);
}
