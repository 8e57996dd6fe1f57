// Compiled without the metric, so that there is no accuracy | loses: train-batches
import * as tf from '@tensorflow/tfjs';
import { type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  let batch = 0;
  await model.fit(images, labels, { epochs: o.epochs, batchSize: o.batchSize, verbose: 0, callbacks: { onBatchEnd: (_, logs) => o.onBatch?.(batch++, logs!.loss, logs!.acc) } });
}
