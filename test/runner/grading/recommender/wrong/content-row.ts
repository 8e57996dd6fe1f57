// The scores as one row of a matrix | loses: content-values content-zero
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.divNoNan(userInterests.expandDims(0).matMul(itemContent, false, true) as tf.Tensor, tf.norm(itemContent, 2, 1).mul(tf.norm(userInterests)).expandDims(0))) as never;
}
