// The training is not awaited | loses: train-learns train-batches train-tensors
import * as tf from '@tensorflow/tfjs';
import { compile, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  compile(model);
  let batch = 0;
  void model.fit(images, labels, { epochs: o.epochs, batchSize: o.batchSize, verbose: 0, callbacks: { onBatchEnd: (_, logs) => o.onBatch?.(batch++, logs!.loss, logs!.acc) } });
}
