// The result is flattened too | loses: dense-flatten dense-rank-2
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D) => x.reshape([x.shape[0], -1]).matMul(weights).add(bias).flatten();
