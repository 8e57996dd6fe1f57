// alpha on the wrong side | loses: hybrid-values hybrid-alpha hybrid-equal | named: hybrid-alpha-swapped
import * as tf from '@tensorflow/tfjs';
import { scaled } from './base/recommender';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => scaled(content).mul(1 - alpha).add(scaled(collaborative).mul(alpha)) as tf.Tensor1D);
}
