/** The blocks of a right solution, for files here whose point is the model or its training. */
import * as tf from '@tensorflow/tfjs';

/** Gather + matMul: a table of pixel numbers, one row for each window; number 0 is the padding. */
function table([, h, w]: number[], height: number, width: number, stride: number): { index: number[]; rows: number; columns: number } {
  const axis = (size: number, window: number) => {
    const out = Math.ceil(size / stride);
    return { out, before: Math.floor(Math.max((out - 1) * stride + window - size, 0) / 2) };
  };
  const [r, c] = [axis(h, height), axis(w, width)];
  const index: number[] = [];
  for (let a = 0; a < r.out; a++)
    for (let b = 0; b < c.out; b++)
      for (let i = 0; i < height; i++)
        for (let j = 0; j < width; j++) {
          const [y, z] = [a * stride + i - r.before, b * stride + j - c.before];
          index.push(y < 0 || y >= h || z < 0 || z >= w ? 0 : 1 + y * w + z);
        }
  return { index, rows: r.out, columns: c.out };
}

/** [N, windows, cells, C] */
function gathered(x: tf.Tensor4D, height: number, width: number, stride: number, padding: number) {
  const { index, rows, columns } = table(x.shape, height, width, stride);
  const pixels = tf.pad(x.reshape([x.shape[0], -1, x.shape[3]]), [[0, 0], [1, 0], [0, 0]], padding);
  return { cells: tf.gather(pixels, tf.tensor1d(index, 'int32'), 1).reshape([x.shape[0], rows * columns, height * width, x.shape[3]]), rows, columns };
}

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) =>
  tf.tidy(() => {
    const [height, width, inside, outside] = filters.shape;
    const { cells, rows, columns } = gathered(x, height, width, stride, 0);
    return cells.reshape([-1, height * width * inside]).matMul(filters.reshape([-1, outside])).reshape([x.shape[0], rows, columns, outside]);
  });

export const maxPool = (x: tf.Tensor4D, size: number) =>
  tf.tidy(() => {
    const { cells, rows, columns } = gathered(x, size, size, size, Number.NEGATIVE_INFINITY);
    return cells.max(2).reshape([x.shape[0], rows, columns, x.shape[3]]);
  });

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D) => tf.tidy(() => tf.matMul(x.flatten().reshape([-1, weights.shape[0]]), weights).add(bias));

export const predict = (model: tf.LayersModel, images: tf.Tensor4D): number[] => tf.tidy(() => [...(model.predict(images) as tf.Tensor).argMax(-1).dataSync()]);

export const accuracy = (predicted: number[], actual: number[]): number => {
  if (predicted.length !== actual.length) throw new RangeError(`${predicted.length} and ${actual.length} entries`);
  let hits = 0;
  for (const i of predicted.keys()) hits += +(predicted[i] === actual[i]);
  return hits / Math.max(actual.length, 1);
};

export type Options = { epochs: number; batchSize: number; seed: number; onBatch?: (batch: number, loss: number, accuracy: number) => void };
