// Sparse labels with fitDataset; labels read back with argMax; strides instead of pooling; ‘swish’
import * as tf from '@tensorflow/tfjs';
import { type Options } from './parts/blocks';

export * from './parts/blocks';

export function buildModel(): tf.LayersModel {
  const layers = [8, 16].map((filters, i) => tf.layers.conv2d({ filters, kernelSize: 3 + 2 * (1 - i), strides: 2, activation: 'swish' as never, ...(i === 0 && { inputShape: [28, 28, 1] }) }));
  return tf.sequential({ layers: [...layers, tf.layers.flatten(), tf.layers.dense({ units: 10, activation: 'softmax' })] });
}

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  model.compile({ optimizer: tf.train.rmsprop(0.003), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const ys = labels.argMax(1).toFloat().expandDims(1);
  const total = Math.ceil(images.shape[0] / o.batchSize);
  function* batches() {
    const order = Int32Array.from(Array.from({ length: images.shape[0] }, (_, i) => i).sort(() => Math.random() - 0.5));
    for (let at = 0; at < order.length; at += o.batchSize) {
      const rows = tf.tensor1d(order.slice(at, at + o.batchSize), 'int32');
      yield { xs: images.gather(rows), ys: ys.gather(rows) };
      rows.dispose();
    }
  }
  let batch = 0;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    await model.fitDataset(tf.data.generator(batches as never), { epochs: 1, batchesPerEpoch: total, verbose: 0, callbacks: { onBatchEnd: (_, logs) => o.onBatch?.(batch++, logs!.loss, logs!.acc) as never } });
  }
  ys.dispose();
}
