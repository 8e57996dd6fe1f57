// tf.train.adam does the training | loses: train-zero-rate train-onEpoch train-steps train-repeatable train-xor train-iris train-no-leak backward-by-hand
import * as tf from '@tensorflow/tfjs';
import { forward, initParams, loss, type Params, type TrainOptions } from './base/network';

export * from './base/network';

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params {
  const start = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  const p = Object.fromEntries(Object.entries(start).map(([name, v]) => [name, tf.variable(v)])) as unknown as Params;
  const optimiser = tf.train.adam(o.learningRate);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const mean = optimiser.minimize(() => loss(forward(x, p).yHat, y), true)!;
    o.onEpoch?.(epoch, mean.dataSync()[0]!);
    mean.dispose();
  }
  return p;
}
