// A sum of shifted matrix products; pooling by reshape; a functional model; model.fit with onBatchEnd
import * as tf from '@tensorflow/tfjs';
import { type Options } from './parts/blocks';

const pads = (size: number, window: number, stride: number) => {
  const out = Math.ceil(size / stride);
  const all = Math.max((out - 1) * stride + window - size, 0);
  return { out, pair: [all >> 1, all - (all >> 1)] as [number, number] };
};

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  const [n, h, w, c] = x.shape;
  const [height, width, , o] = filters.shape;
  const [r, q] = [pads(h, height, stride), pads(w, width, stride)];
  const padded = x.pad([[0, 0], r.pair, q.pair, [0, 0]]);
  let sum: tf.Tensor = tf.zeros([n * r.out * q.out, o]);
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++) {
      // Which rows and columns the cell (i, j) of the filter meets, by a gather along each axis.
      const along = (from: number, out: number) => tf.range(from, from + (out - 1) * stride + 1, stride, 'int32');
      const shifted = padded.gather(along(i, r.out), 1).gather(along(j, q.out), 2);
      sum = sum.add(shifted.reshape([-1, c]).matMul(filters.slice([i, j], [1, 1]).reshape([c, o])));
    }
  return sum.reshape([n, r.out, q.out, o]);
}

export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  const [n, h, w, c] = x.shape;
  const [r, q] = [pads(h, size, size), pads(w, size, size)];
  return x.pad([[0, 0], r.pair, q.pair, [0, 0]], -3.4e38).reshape([n, r.out, size, q.out, size * c]).max(2).reshape([n, r.out, q.out, size, c]).max(3);
}

export const fullyConnected = (x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D) => tf.variable(tf.dot(x.as2D(x.shape[0], weights.shape[0]), weights).add(bias));

export function buildModel(): tf.LayersModel {
  const input = tf.input({ shape: [28, 28, 1] });
  const pool = tf.layers.maxPooling2d({ poolSize: 2, padding: 'same' });
  const relu = tf.layers.reLU();
  const apply = (x: tf.SymbolicTensor, ...layers: tf.layers.Layer[]) => layers.reduce((y, layer) => layer.apply(y) as tf.SymbolicTensor, x);
  // One pooling layer and one ReLU, used twice.
  const first = apply(input, tf.layers.conv2d({ filters: 12, kernelSize: 5, strides: 2 }), relu, pool);
  const second = apply(first, tf.layers.conv2d({ filters: 24, kernelSize: 3, padding: 'same' }), relu, pool);
  return tf.model({ inputs: input, outputs: apply(second, tf.layers.flatten(), tf.layers.dense({ units: 10 }), tf.layers.softmax()) as tf.SymbolicTensor });
}

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, { epochs, batchSize, onBatch }: Options): Promise<void> {
  if (!model.optimizer) model.compile({ optimizer: tf.train.adam(0.005), loss: tf.losses.softmaxCrossEntropy && 'categoricalCrossentropy', metrics: ['acc'] });
  let seen = 0;
  await model.fit(images, labels, { epochs, batchSize, shuffle: true, verbose: 0, callbacks: { onBatchEnd: (_, logs) => onBatch?.(seen++, logs!.loss, logs!.acc) } });
}

export function predict(model: tf.LayersModel, images: tf.Tensor4D): number[] {
  const p = (model.predict(images) as tf.Tensor2D).dataSync();
  const out: number[] = [];
  for (let at = 0; at < p.length; at += 10) {
    let best = 0;
    for (let k = 1; k < 10; k++) if (p[at + k] > p[at + best]) best = k;
    out.push(best);
  }
  return out;
}

export function accuracy(predicted: number[], actual: number[]): number {
  if (predicted.length - actual.length) throw Error('length');
  return predicted.length && predicted.reduce((n, p, i) => n + (p === actual[i] ? 1 : 0), 0) / predicted.length;
}
