// Both are scaled by their common minimum and maximum | loses: hybrid-values hybrid-alpha hybrid-equal
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => {
    const lowest = tf.minimum(content.min(), collaborative.min());
    const range = tf.maximum(content.max(), collaborative.max()).sub(lowest);
    return tf.divNoNan(content.sub(lowest).mul(alpha).add(collaborative.sub(lowest).mul(1 - alpha)), range) as tf.Tensor1D;
  });
}
