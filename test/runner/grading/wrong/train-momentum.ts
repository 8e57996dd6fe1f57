// Momentum | loses: train-steps
import * as tf from '@tensorflow/tfjs';
import { backward, forward, initParams, loss, update, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  let velocity: Params | undefined;
  let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    let mean = 0;
    const next = tf.tidy(() => {
      const f = forward(x, p);
      mean = loss(f.yHat, y).dataSync()[0]!;
      const g = backward(x, y, f, p);
      const gathered = velocity ? update(g, velocity, -0.9) : g;
      const moved = update(p, gathered, o.learningRate);
      tf.dispose(velocity ?? {});
      velocity = Object.fromEntries(Object.entries(gathered).map(([name, v]) => [name, tf.keep(v.clone())])) as Params;
      return moved;
    });
    tf.dispose(p);
    p = next;
    o.onEpoch?.(epoch, mean);
  }
  tf.dispose(velocity ?? {});
  return p;
}
