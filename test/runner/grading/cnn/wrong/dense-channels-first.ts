// Flattened with the channels outermost | loses: dense-flatten | named: dense-channels-first
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D) => (x.rank === 4 ? x.transpose([0, 3, 1, 2]) : x).reshape([x.shape[0], -1]).matMul(weights).add(bias);
