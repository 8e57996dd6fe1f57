// The article: no flatten between the last pooling and the dense layer | loses: model-probabilities model-structure model-budget predict-classes train-learns train-batches train-tensors | named: model-no-flatten
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function buildModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5, strides: 2, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.dense({ units: 128, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
}
