// The biases do not learn | loses: train-steps train-iris | named: train-biases-stay
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    let mean = 0;
    const next = tf.tidy(() => {
      const f = forward(x, p);
      mean = loss(f.yHat, y).dataSync()[0]!;
      return { ...update(p, backward(x, y, f, p), o.learningRate), b1: p.b1.clone(), b2: p.b2.clone() };
    });
    tf.dispose(p);
    p = next;
    o.onEpoch?.(epoch, mean);
  }
  return p;
}
