// Batches of 32, and the rest of the rows is dropped | loses: train-steps train-xor | named: train-not-moved
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  const rows = x.shape[0];
  const size = 32;
  let state = o.seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    let last = 0;
    const order = Array.from({ length: rows }, (_, i) => i);
    for (let i = rows - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (let from = 0; from + size <= rows; from += size) {
      const next = tf.tidy(() => {
        const index = tf.tensor1d(order.slice(from, from + size), 'int32');
        const [bx, by] = [x.gather(index), y.gather(index)];
        const f = forward(bx, p);
        last = loss(f.yHat, by).dataSync()[0]!;
        return update(p, backward(bx, by, f, p), o.learningRate);
      });
      tf.dispose(p);
      p = next;
    }
    o.onEpoch?.(epoch, tf.tidy(() => loss(forward(x, p).yHat, y).dataSync()[0]!));
  }
  return p;
}
