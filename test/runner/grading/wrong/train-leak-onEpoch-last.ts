// One tidy around the whole training, and onEpoch hears everything at the end | loses: train-no-leak
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  const losses: number[] = [];
  const p = tf.tidy(() => {
    let current = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
    for (let epoch = 0; epoch < o.epochs; epoch++) {
      const f = forward(x, current);
      losses.push(loss(f.yHat, y).dataSync()[0]!);
      current = update(current, backward(x, y, f, current), o.learningRate);
    }
    losses.forEach((value, epoch) => o.onEpoch?.(epoch, value));
    return current;
  });
  return p;
}
