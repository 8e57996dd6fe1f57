// Channels first, ELU and PReLU; minimise in a loop, accuracy after the step
import * as tf from '@tensorflow/tfjs';
import { type Options } from './parts/blocks';

export * from './parts/blocks';

export function buildModel(): tf.LayersModel {
  const input = tf.input({ shape: [28, 28, 1] });
  let x = tf.layers.permute({ dims: [3, 1, 2] }).apply(input) as tf.SymbolicTensor;
  x = tf.layers.conv2d({ filters: 16, kernelSize: 5, strides: 2, dataFormat: 'channelsFirst', activation: 'elu' }).apply(x) as tf.SymbolicTensor;
  x = tf.layers.averagePooling2d({ poolSize: 2, dataFormat: 'channelsFirst' }).apply(x) as tf.SymbolicTensor;
  const flat = tf.layers.flatten({ dataFormat: 'channelsFirst' }).apply(x) as tf.SymbolicTensor;
  const hidden = tf.layers.prelu({}).apply(tf.layers.dense({ units: 32 }).apply(flat)) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: tf.layers.dense({ units: 10, activation: 'softmax' }).apply(hidden) as tf.SymbolicTensor });
}

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  const optimizer = tf.train.adam(0.006);
  for (let batch = 0, perEpoch = Math.ceil(images.shape[0] / o.batchSize); batch < o.epochs * perEpoch; batch++) {
    const from = (batch % perEpoch) * o.batchSize;
    const size = Math.min(o.batchSize, images.shape[0] - from);
    const [x, y] = [images.slice(from, size), labels.slice(from, size)];
    const p = () => model.apply(x, { training: true }) as tf.Tensor2D;
    const cost = optimizer.minimize(() => tf.losses.logLoss(y, p(), undefined, 1e-7).mul(10) as tf.Scalar, true)!;
    const hits = tf.tidy(() => p().argMax(1).equal(y.argMax(1)).mean());
    const [loss, share] = await Promise.all([cost.data(), hits.data()]);
    o.onBatch?.(batch, loss[0], share[0]);
    tf.dispose([x, y, cost, hits]);
    await tf.nextFrame();
  }
  optimizer.dispose();
}
