// The sample of the article, with tf.layers for its placeholders: library kernels, no flatten, linear, nothing for epochs and batches | loses: conv-values conv-stride pool-values pool-negative dense-rank-2 dense-flatten model-probabilities model-structure model-budget predict-classes train-learns train-batches train-tensors | named: model-no-flatten
import * as tf from '@tensorflow/tfjs';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => tf.conv2d(x, filters, [stride, stride], 'same');

export const maxPool = (x: tf.Tensor4D, size: number) => tf.maxPool(x, [size, size], [size, size], 'same');

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D) => tf.layers.dense({ units: weights.shape[1] }).apply(x);

export function buildModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, strides: 1, padding: 'same' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 64, kernelSize: 3, strides: 1, padding: 'same' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.dense({ units: 128 }),
      tf.layers.dense({ units: 10 }),
    ],
  });
}

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D): Promise<void> {
  model.compile({ optimizer: tf.train.adam(), loss: tf.losses.softmaxCrossEntropy, metrics: ['accuracy'] });
  for (let i = 0; i < 10000; i++) await model.trainOnBatch(images, labels);
}

export const predict = (model: tf.LayersModel, images: tf.Tensor4D) => Array.from((model.predict(images) as tf.Tensor).argMax(1).dataSync());

export const accuracy = (predicted: number[], actual: number[]) => tf.mean(tf.cast(tf.equal(tf.tensor1d(predicted), tf.tensor1d(actual)), 'float32')).dataSync()[0];
