// Loss and accuracy are swapped | loses: train-batches
import * as tf from '@tensorflow/tfjs';
import { train as right, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  await right(model, images, labels, { ...o, onBatch: (batch, loss, accuracy) => o.onBatch?.(batch, accuracy, loss) });
}
