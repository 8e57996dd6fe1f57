// onBatch once for each epoch | loses: train-batches train-tensors
import * as tf from '@tensorflow/tfjs';
import { train as right, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  const perEpoch = Math.ceil(images.shape[0] / o.batchSize);
  await right(model, images, labels, { ...o, onBatch: (batch, ...rest) => (batch + 1) % perEpoch === 0 && o.onBatch?.((batch + 1) / perEpoch - 1, ...rest) });
}
