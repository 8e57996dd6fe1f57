// A range below 1e-3 counts as all equal | loses: hybrid-values
import * as tf from '@tensorflow/tfjs';
import { scaled } from './base/recommender';

export * from './base/recommender';

const unlessNear = (values: tf.Tensor1D) => (tf.max(values).sub(tf.min(values)).dataSync()[0]! < 1e-3 ? tf.zerosLike(values) : scaled(values));

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => tf.add(tf.mul(unlessNear(content), alpha), tf.mul(unlessNear(collaborative), 1 - alpha)));
}
