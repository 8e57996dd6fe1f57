// One output pixel at a time into a buffer; separable convolution and batch normalisation; fit once for each epoch
import { buffer, layers, sequential, tensor, tidy, train as optimizers, util, type LayersModel, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs';
import { type Options } from './parts/blocks';

function window(size: number, width: number, stride: number, at: number): { from: number; cells: number[] } {
  const out = Math.ceil(size / stride);
  const from = at * stride - Math.floor(Math.max((out - 1) * stride + width - size, 0) / 2);
  return { from, cells: Array.from({ length: width }, (_, i) => from + i).filter((i) => i >= 0 && i < size) };
}

export function conv2d(x: Tensor4D, filters: Tensor4D, stride: number): Tensor4D {
  const [picture, filter] = [x.bufferSync(), filters.bufferSync()];
  const [n, h, w, c] = x.shape;
  const [fh, fw, , o] = filters.shape;
  const out = buffer([n, Math.ceil(h / stride), Math.ceil(w / stride), o]);
  for (let at = 0; at < out.size; at++) {
    const [b, r, q, k] = out.indexToLoc(at);
    const [rows, columns] = [window(h, fh, stride, r), window(w, fw, stride, q)];
    let sum = 0;
    for (const y of rows.cells) for (const z of columns.cells) for (let m = 0; m < c; m++) sum += picture.get(b, y, z, m) * filter.get(y - rows.from, z - columns.from, m, k);
    out.set(sum, b, r, q, k);
  }
  return out.toTensor() as Tensor4D;
}

export function maxPool(x: Tensor4D, size: number): Tensor4D {
  const rows = x.arraySync();
  const [, h, w, c] = x.shape;
  const range = (n: number) => [...Array(n).keys()];
  return tensor(
    rows.map((picture) =>
      range(Math.ceil(h / size)).map((r) =>
        range(Math.ceil(w / size)).map((q) => range(c).map((k) => Math.max(...window(h, size, size, r).cells.flatMap((y) => window(w, size, size, q).cells.map((z) => picture[y][z][k]))))),
      ),
    ),
  ) as Tensor4D;
}

export function fullyConnected(x: Tensor, weights: Tensor2D, bias: Tensor1D): Tensor2D {
  const [v, m, b] = [x.dataSync(), weights.dataSync(), bias.dataSync()];
  const [d, u] = weights.shape;
  const out = new Float32Array(x.shape[0] * u);
  for (let i = 0; i < out.length; i++) {
    out[i] = b[i % u];
    for (let l = 0; l < d; l++) out[i] += v[Math.floor(i / u) * d + l] * m[l * u + (i % u)];
  }
  return tensor(out, [x.shape[0], u]);
}

export function buildModel(): LayersModel {
  const model = sequential();
  model.add(layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5, strides: 2, useBias: false }));
  model.add(layers.batchNormalization({ momentum: 0.9 }));
  model.add(layers.leakyReLU({ alpha: 0.1 }));
  model.add(layers.separableConv2d({ filters: 24, kernelSize: 3, strides: 2, padding: 'same', activation: 'elu' }));
  model.add(layers.dropout({ rate: 0.05 }));
  model.add(layers.flatten());
  model.add(layers.dense({ units: 10 }));
  model.add(layers.activation({ activation: 'softmax' }));
  model.compile({ optimizer: optimizers.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

export async function train(model: LayersModel, images: Tensor4D, labels: Tensor2D, o: Options): Promise<void> {
  if (model.optimizer === undefined) throw new Error('buildModel compiles');
  const perEpoch = Math.ceil(images.shape[0] / o.batchSize);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    await model.fit(images, labels, { epochs: 1, batchSize: o.batchSize, verbose: 0, callbacks: { onBatchEnd: async (batch, logs) => o.onBatch?.(epoch * perEpoch + batch, logs!.loss, logs!.acc) } });
  }
}

export function predict(model: LayersModel, images: Tensor4D): number[] {
  const out: number[] = [];
  for (let from = 0; from < images.shape[0]; from += 300) {
    const count = Math.min(300, images.shape[0] - from);
    out.push(...tidy(() => (model.predictOnBatch(images.slice(from, count)) as Tensor).argMax(1).arraySync() as number[]));
  }
  return out;
}

export const accuracy = (predicted: number[], actual: number[]): number => {
  util.assert(predicted.length === actual.length, () => 'different lengths');
  return actual.length < 1 ? 0 : actual.filter((label, i) => Object.is(label, predicted[i])).length / actual.length;
};
