// The article: item features transposed the wrong way, so that the product has no valid shape | loses: content-values content-zero
import * as tf from '@tensorflow/tfjs';

export * from './base/recommender';

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.matMul(userInterests.expandDims(0), itemContent).squeeze([0]) as tf.Tensor1D;
}
