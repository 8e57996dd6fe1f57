// Not flattened: the last axis is multiplied | loses: dense-flatten
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D) => tf.dot(x as tf.Tensor2D, weights).add(bias);
