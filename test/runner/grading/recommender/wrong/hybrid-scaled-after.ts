// The mixture is scaled once more | loses: hybrid-values hybrid-equal
import * as tf from '@tensorflow/tfjs';
import { scaled } from './base/recommender';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => scaled(scaled(content).mul(alpha).add(scaled(collaborative).mul(1 - alpha))));
}
