// The batches are counted from 1 | loses: train-batches | named: train-batch-from-one
import * as tf from '@tensorflow/tfjs';
import { train as right, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  await right(model, images, labels, { ...o, onBatch: (batch, ...rest) => o.onBatch?.(batch + 1, ...rest) });
}
