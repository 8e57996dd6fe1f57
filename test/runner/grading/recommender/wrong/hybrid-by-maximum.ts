// Divided by the maximum | loses: hybrid-values hybrid-alpha hybrid-equal | named: hybrid-by-maximum
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => content.div(content.max()).mul(alpha).add(collaborative.div(collaborative.max()).mul(1 - alpha)) as tf.Tensor1D);
}
