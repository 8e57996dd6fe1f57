// The learning rate is always 0.1 | loses: update-step | named: update-fixed-rate
import * as tf from '@tensorflow/tfjs';
import { type Params } from './base/network';

export * from './base/network';

export function update(p: Params, g: Params, learningRate: number): Params {
  const step = <T extends tf.Tensor>(value: T, gradient: T): T => value.sub(gradient.mul(0.1)) as T;
  return { W1: step(p.W1, g.W1), b1: step(p.b1, g.b1), W2: step(p.W2, g.W2), b2: step(p.b2, g.b2) };
}
