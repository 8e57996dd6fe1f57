// One tidy around the whole training | loses: train-no-leak
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  return tf.tidy(() => {
    let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
    for (let epoch = 0; epoch < o.epochs; epoch++) {
      const f = forward(x, p);
      o.onEpoch?.(epoch, loss(f.yHat, y).dataSync()[0]!);
      p = update(p, backward(x, y, f, p), o.learningRate);
    }
    return p;
  });
}
