// onEpoch hears the loss of the first epoch for ever | loses: train-onEpoch | named: train-onEpoch-constant
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  let first: number | undefined;
  let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const next = tf.tidy(() => {
      const f = forward(x, p);
      first ??= loss(f.yHat, y).dataSync()[0]!;
      return update(p, backward(x, y, f, p), o.learningRate);
    });
    tf.dispose(p);
    p = next;
    o.onEpoch?.(epoch, first);
  }
  return p;
}
