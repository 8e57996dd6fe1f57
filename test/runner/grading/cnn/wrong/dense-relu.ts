// ReLU at the end | loses: dense-flatten dense-rank-2 | named: dense-relu
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D) => x.reshape([x.shape[0], -1]).matMul(weights).add(bias).relu();
