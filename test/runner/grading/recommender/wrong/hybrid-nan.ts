// 0 divided by 0 where all scores are equal | loses: hybrid-equal | named: hybrid-nan
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  const scale = (s: tf.Tensor1D) => s.sub(s.min()).div(s.max().sub(s.min()));
  return tf.tidy(() => scale(content).mul(alpha).add(scale(collaborative).mul(1 - alpha)) as tf.Tensor1D);
}
