// The smaller last batch is dropped | loses: train-batches train-tensors
import * as tf from '@tensorflow/tfjs';
import { compile, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  compile(model);
  let batch = 0;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    for (let from = 0; from + o.batchSize <= images.shape[0]; from += o.batchSize) {
      const size = Math.min(o.batchSize, images.shape[0] - from);
      const [x, y] = [images.slice(from, size), labels.slice(from, size)];
      const [loss, accuracy] = (await model.trainOnBatch(x, y)) as number[];
      tf.dispose([x, y]);
      o.onBatch?.(batch++, loss, accuracy);
    }
  }
}
