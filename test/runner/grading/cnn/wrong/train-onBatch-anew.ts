// The batches are counted anew in each epoch | loses: train-batches | named: train-batch-per-epoch
import * as tf from '@tensorflow/tfjs';
import { train as right, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  const perEpoch = Math.ceil(images.shape[0] / o.batchSize);
  await right(model, images, labels, { ...o, onBatch: (batch, ...rest) => o.onBatch?.(batch % perEpoch, ...rest) });
}
