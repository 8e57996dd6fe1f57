/**
 * A right solution in parts. A file of ../ takes all of it with `export *` and replaces what it gets wrong:
 * a module's own export wins over one of `export *`. The functions here call those here.
 */
import * as tf from '@tensorflow/tfjs';

export interface Options {
  epochs: number;
  batchSize: number;
  seed: number;
  onBatch?: (batch: number, loss: number, accuracy: number) => void;
}

export type Padding = (size: number, window: number, stride: number) => { out: number; before: number; after: number };

export const same: Padding = (size, window, stride) => {
  const out = Math.ceil(size / stride);
  const all = Math.max((out - 1) * stride + window - size, 0);
  return { out, before: Math.floor(all / 2), after: Math.ceil(all / 2) };
};

/** For each cell of the window, the pixels that lie under it: [N, out, out, C] each. */
export function windows(x: tf.Tensor4D, height: number, width: number, stride: number, fill: number, padding: Padding = same): tf.Tensor4D[] {
  const rows = padding(x.shape[1], height, stride);
  const columns = padding(x.shape[2], width, stride);
  // Whole strides, so that no cell reaches beyond the end.
  const end = ({ out, before, after }: typeof rows, size: number, window: number) => Math.max(after, (out - 1) * stride + window - size - before, 0);
  const padded = tf.pad(x, [[0, 0], [rows.before, end(rows, x.shape[1], height)], [columns.before, end(columns, x.shape[2], width)], [0, 0]], fill);
  const cells: tf.Tensor4D[] = [];
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) cells.push(tf.stridedSlice(padded, [0, i, j, 0], [x.shape[0], i + (rows.out - 1) * stride + 1, j + (columns.out - 1) * stride + 1, x.shape[3]], [1, stride, stride, 1]) as tf.Tensor4D);
  }
  return cells;
}

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number, padding: Padding = same): tf.Tensor4D {
  return tf.tidy(() => {
    const [height, width, inside, outside] = filters.shape;
    const cells = windows(x, height, width, stride, 0, padding);
    const product = tf.matMul(tf.concat(cells, 3).reshape([-1, height * width * inside]), filters.reshape([-1, outside]));
    return product.reshape([x.shape[0], cells[0].shape[1], cells[0].shape[2], outside]);
  });
}

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.tidy(() => tf.stack(windows(x, size, size, size, -Infinity)).max(0));
}

export function fullyConnected(x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => x.reshape([x.shape[0], -1]).matMul(weights).add(bias));
}

export function buildModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5, strides: 2, activation: 'relu' }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, strides: 2, activation: 'relu' }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
}

export function compile(model: tf.LayersModel): void {
  if (!model.optimizer) model.compile({ optimizer: tf.train.adam(0.005), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
}

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options): Promise<void> {
  compile(model);
  const count = images.shape[0];
  let batch = 0;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const order = tf.util.createShuffledIndices(count);
    for (let from = 0; from < count; from += o.batchSize) {
      const rows = tf.tensor1d(Int32Array.from(order.slice(from, from + o.batchSize)), 'int32');
      const [x, y] = [tf.gather(images, rows), tf.gather(labels, rows)];
      const [loss, accuracy] = (await model.trainOnBatch(x, y)) as number[];
      tf.dispose([rows, x, y]);
      o.onBatch?.(batch++, loss, accuracy);
    }
  }
}

export function predict(model: tf.LayersModel, images: tf.Tensor4D): number[] {
  return tf.tidy(() => Array.from((model.predict(images) as tf.Tensor).argMax(1).dataSync()));
}

export function accuracy(predicted: number[], actual: number[]): number {
  if (predicted.length !== actual.length) throw new Error('lists of different length');
  return actual.length === 0 ? 0 : predicted.filter((label, i) => label === actual[i]).length / actual.length;
}
