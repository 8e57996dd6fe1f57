// The convolution as one matrix of shifts times the picture; pooling by sorting; two branches; weight decay; the learning rate falls along a cosine
import * as tf from '@tensorflow/tfjs';
import { type Options } from './parts/blocks';

export { accuracy, fullyConnected } from './parts/blocks';

/** Where each place of the windows along one axis lies in the picture, as a 0/1 matrix [out · window, size]. */
function shifts(size: number, window: number, stride: number): tf.Tensor2D {
  const out = Math.ceil(size / stride);
  const before = Math.floor(Math.max((out - 1) * stride + window - size, 0) / 2);
  const ones = tf.buffer([out * window, size]);
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < window; i++) {
      const at = o * stride + i - before;
      if (at >= 0 && at < size) ones.set(1, o * window + i, at);
    }
  }
  return ones.toTensor() as tf.Tensor2D;
}

function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  return tf.tidy(() => {
    const [n, h, w, c] = x.shape;
    const [fh, fw, , o] = filters.shape;
    const oh = Math.ceil(h / stride), ow = Math.ceil(w / stride);
    const down = tf.matMul(shifts(h, fh, stride), x.transpose([1, 0, 2, 3]).reshape([h, n * w * c])).reshape([oh * fh, n, w, c]);
    const both = tf.matMul(shifts(w, fw, stride), down.transpose([2, 0, 1, 3]).reshape([w, oh * fh * n * c])).reshape([ow, fw, oh, fh, n, c]);
    const windows = both.transpose([4, 2, 0, 3, 1, 5]).reshape([n * oh * ow, fh * fw * c]) as tf.Tensor2D;
    return windows.matMul(filters.reshape([fh * fw * c, o])).reshape([n, oh, ow, o]);
  });
}

/** All values of a window sorted, and the last one taken. */
function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  const [n, h, w, c] = x.shape;
  const [oh, ow] = [Math.ceil(h / size), Math.ceil(w / size)];
  const [top, left] = [Math.floor((oh * size - h) / 2), Math.floor((ow * size - w) / 2)];
  const pixels = x.arraySync();
  const result = new Float32Array(n * oh * ow * c);
  let at = 0;
  for (const picture of pixels)
    for (let i = 0; i < oh; i++)
      for (let j = 0; j < ow; j++)
        for (let k = 0; k < c; k++) {
          const rows = picture.slice(Math.max(i * size - top, 0), Math.max((i + 1) * size - top, 0));
          const values = rows.flatMap((row) => row.slice(Math.max(j * size - left, 0), Math.max((j + 1) * size - left, 0)).map((pixel) => pixel[k]!));
          result[at++] = values.sort((a, b) => a - b).at(-1)!;
        }
  return tf.tensor4d(result, [n, oh, ow, c]);
}

function buildModel(): tf.LayersModel {
  const input = tf.input({ shape: [28, 28, 1] });
  const branch = (kernelSize: number, filters: number) =>
    tf.layers.maxPooling2d({ poolSize: 3 }).apply(tf.layers.conv2d({ kernelSize, filters, padding: 'same', activation: 'relu', kernelRegularizer: tf.regularizers.l2({ l2: 1e-5 }) }).apply(input)) as tf.SymbolicTensor;
  const joined = tf.layers.concatenate().apply([branch(3, 8), branch(5, 8)]) as tf.SymbolicTensor;
  const hidden = tf.layers.dense({ units: 32, activation: 'relu' }).apply(tf.layers.flatten().apply(joined));
  const logits = tf.layers.dense({ units: 10 }).apply(hidden) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: tf.layers.softmax().apply(logits) as tf.SymbolicTensor });
}

const train = async (model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, { epochs, batchSize, seed, onBatch = () => {} }: Options) => {
  const optimizer = tf.train.adamax(0.006);
  const rows = images.shape[0];
  const steps = epochs * Math.ceil(rows / batchSize);
  let state = seed;
  const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['acc'] });
  for (let step = 0, at = rows, order: number[] = []; step < steps; step++) {
    if (at >= rows) {
      order = Array.from({ length: rows }, (_, i) => [random(), i] as const).sort(([a], [b]) => a - b).map(([, i]) => i);
      at = 0;
    }
    (optimizer as unknown as { learningRate: number }).learningRate = 0.003 * (1 + Math.cos((Math.PI * step) / steps)) + 1e-6;
    const [xs, ys] = tf.tidy(() => [images, labels].map((all) => tf.gather(all, tf.tensor1d(order.slice(at, at + batchSize), 'int32')))) as [tf.Tensor, tf.Tensor];
    const [loss, share] = (await model.trainOnBatch(xs, ys)) as [number, number];
    tf.dispose([xs, ys]);
    onBatch(step, loss, share);
    at += batchSize;
  }
};

const predict = (model: tf.LayersModel, images: tf.Tensor4D) => tf.tidy(() => (model.predict(images, { batchSize: 128 }) as tf.Tensor).argMax(-1).dataSync());

export { conv2d, maxPool, buildModel, train, predict };
