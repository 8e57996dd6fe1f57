// The labels are rolled by one row against the rows | loses: train-onEpoch train-xor train-iris
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  const last = y.shape[0] - 1;
  const rolled = y.slice([last, 0], [1, -1]).concat(y.slice([0, 0], [last, -1])) as tf.Tensor2D;
  let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    let mean = 0;
    const next = tf.tidy(() => {
      const f = forward(x, p);
      mean = loss(f.yHat, rolled).dataSync()[0]!;
      return update(p, backward(x, rolled, f, p), o.learningRate);
    });
    tf.dispose(p);
    p = next;
    o.onEpoch?.(epoch, mean);
  }
  rolled.dispose();
  return p;
}
