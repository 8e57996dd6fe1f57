// batchSize is ignored | loses: train-batches train-tensors
import * as tf from '@tensorflow/tfjs';
import { train as right, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  await right(model, images, labels, { ...o, batchSize: 50 });
}
