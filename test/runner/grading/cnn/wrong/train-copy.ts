// A copy of the model is trained | loses: train-learns
import * as tf from '@tensorflow/tfjs';
import { buildModel, train as right, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  const copy = buildModel();
  copy.setWeights(model.getWeights());
  await right(copy, images, labels, o);
}
