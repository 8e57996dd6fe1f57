// The biases stay | loses: update-step | named: update-biases-stay
import * as tf from '@tensorflow/tfjs';
import { type Params } from './base/network';

export * from './base/network';

export function update(p: Params, g: Params, learningRate: number): Params {
  return { ...p, W1: tf.sub(p.W1, tf.mul(g.W1, learningRate)), W2: tf.sub(p.W2, tf.mul(g.W2, learningRate)) };
}
