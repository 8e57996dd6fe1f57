// an empty batch is trained where none is left over | loses: train-batches
import * as tf from '@tensorflow/tfjs';
import { compile, type Options } from './base/cnn';

export * from './base/cnn';

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  compile(model);
  const count = images.shape[0];
  let batch = 0;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const order = tf.util.createShuffledIndices(count);
    for (let from = 0; from <= count; from += o.batchSize) {
      const rows = tf.tensor1d(Int32Array.from(order.slice(from, from + o.batchSize)), 'int32');
      const [x, y] = [tf.gather(images, rows), tf.gather(labels, rows)];
      const [loss, accuracy] = (await model.trainOnBatch(x, y)) as number[];
      tf.dispose([rows, x, y]);
      o.onBatch?.(batch++, loss, accuracy);
    }
  }
}
