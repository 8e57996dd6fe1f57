// The pictures of each batch are not disposed | loses: train-tensors
import * as tf from '@tensorflow/tfjs';
import { compile, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  compile(model);
  let batch = 0;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    for (let from = 0; from < images.shape[0]; from += o.batchSize) {
      const size = Math.min(o.batchSize, images.shape[0] - from);
      const [x, y] = [images.slice(from, size), labels.slice(from, size)];
      const [loss, accuracy] = (await model.trainOnBatch(x, y)) as number[];
      o.onBatch?.(batch++, loss, accuracy);
    }
  }
}
