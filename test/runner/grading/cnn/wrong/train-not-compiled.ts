// The model is not compiled | loses: train-learns train-batches train-tensors
import * as tf from '@tensorflow/tfjs';
import { type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  let batch = 0;
  await model.fit(images, labels, { epochs: o.epochs, batchSize: o.batchSize, verbose: 0, callbacks: { onBatchEnd: (_, logs) => o.onBatch?.(batch++, logs!.loss, logs!.acc) } });
}
