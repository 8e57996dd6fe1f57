// Takes rows of 784 pixels | loses: model-probabilities model-structure model-budget predict-classes train-learns train-batches train-tensors
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function buildModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.reshape({ inputShape: [784], targetShape: [28, 28, 1] }),
      tf.layers.conv2d({ filters: 8, kernelSize: 5, strides: 2, activation: 'relu' }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
}
