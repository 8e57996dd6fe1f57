import * as tf from '@tensorflow/tfjs';

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D) => tf.add(tf.matMul(tf.reshape(x, [x.shape[0], weights.shape[0]]), weights), bias);
