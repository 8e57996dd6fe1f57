// Mixed as they are | loses: hybrid-values hybrid-alpha hybrid-equal | named: hybrid-not-scaled
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => content.mul(alpha).add(collaborative.mul(1 - alpha)) as tf.Tensor1D);
}
