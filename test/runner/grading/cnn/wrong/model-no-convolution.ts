// Dense layers alone | loses: model-structure
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function buildModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.averagePooling2d({ inputShape: [28, 28, 1], poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 32, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
}
