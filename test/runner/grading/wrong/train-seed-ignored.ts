// The seed is not passed on | loses: train-zero-rate train-repeatable | named: train-seed-ignored
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  let p = initParams(x.shape[1], o.hidden, y.shape[1], 42);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    let mean = 0;
    const next = tf.tidy(() => {
      const f = forward(x, p);
      mean = loss(f.yHat, y).dataSync()[0]!;
      return update(p, backward(x, y, f, p), o.learningRate);
    });
    tf.dispose(p);
    p = next;
    o.onEpoch?.(epoch, mean);
  }
  return p;
}
