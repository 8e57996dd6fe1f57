// `alpha || 0.5` takes 0 for missing | loses: hybrid-alpha
import * as tf from '@tensorflow/tfjs';
import { scaled } from './base/recommender';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  const share = alpha || 0.5;
  return tf.tidy(() => scaled(content).mul(share).add(scaled(collaborative).mul(1 - share)) as tf.Tensor1D);
}
