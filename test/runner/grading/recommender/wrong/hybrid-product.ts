// The product of the halves | loses: hybrid-values hybrid-equal
import * as tf from '@tensorflow/tfjs';
import { scaled } from './base/recommender';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => scaled(content).pow(alpha).mul(scaled(collaborative).pow(1 - alpha)) as tf.Tensor1D);
}
