// Momentum by hand on tf.variableGrads; einsum for the convolution; tanh; a train without async
import * as tf from '@tensorflow/tfjs';
import { accuracy, fullyConnected, maxPool as pooled, type Options } from './parts/blocks';

export { accuracy, fullyConnected };

const convolve = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D =>
  tf.tidy(() => {
    const [height, width] = filters.shape;
    // Where each window starts, as a matrix that picks pixels: [out, window, size], 0 outside the picture.
    const picks = (size: number, window: number) => {
      const out = Math.ceil(size / stride);
      const before = Math.floor(Math.max((out - 1) * stride + window - size, 0) / 2);
      return tf.tensor3d(Array.from({ length: out }, (_, a) => Array.from({ length: window }, (_, i) => Array.from({ length: size }, (_, y) => Number(y === a * stride + i - before)))));
    };
    const rows = tf.einsum('aiy,nyzc->naizc', picks(x.shape[1], height), x);
    const cells = tf.einsum('bjz,naizc->naibjc', picks(x.shape[2], width), rows);
    return tf.einsum('naibjc,ijco->nabo', cells, filters) as tf.Tensor4D;
  });
export { convolve as conv2d };

export const maxPool = (x: tf.Tensor4D, size: number) => tf.neg(pooled(tf.neg(x).neg(), size)).neg();

export const buildModel = (): tf.LayersModel =>
  tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 16, kernelSize: 6, strides: 3, activation: 'tanh', kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) }),
      tf.layers.reshape({ targetShape: [1024] }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });

export function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, { epochs, batchSize, onBatch }: Options) {
  const trained = model.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
  const speed = trained.map((v) => tf.variable(tf.zerosLike(v), false));
  let batch = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let from = 0; from < images.shape[0]; from += batchSize) {
      const size = Math.min(batchSize, images.shape[0] - from);
      const [loss, share] = tf.tidy(() => {
        const [x, y] = [images.slice(from, size), labels.slice(from, size)];
        let hits = 0;
        const { value, grads } = tf.variableGrads(() => {
          const p = model.apply(x, { training: true }) as tf.Tensor2D;
          hits = p.argMax(1).equal(y.argMax(1)).sum().dataSync()[0];
          return y.mul(p.clipByValue(1e-7, 1).log()).sum(1).mean().neg() as tf.Scalar;
        }, trained);
        trained.forEach((v, i) => {
          speed[i].assign(speed[i].mul(0.9).add(grads[v.name]));
          v.assign(v.sub(speed[i].mul(0.04)));
        });
        return [value.dataSync()[0], hits / size];
      });
      onBatch?.(batch++, loss, share);
    }
  }
  tf.dispose(speed);
  return Promise.resolve(model);
}

export const predict = (model: tf.LayersModel, images: tf.Tensor4D) => tf.topk(model.predict(images) as tf.Tensor2D, 1).indices.dataSync();
