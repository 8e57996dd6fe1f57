// Mean 0 and deviation 1 instead of 0..1 | loses: hybrid-values hybrid-alpha hybrid-equal
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  const scale = (s: tf.Tensor1D) => tf.divNoNan(s.sub(s.mean()), tf.moments(s).variance.sqrt());
  return tf.tidy(() => scale(content).mul(alpha).add(scale(collaborative).mul(1 - alpha)) as tf.Tensor1D);
}
