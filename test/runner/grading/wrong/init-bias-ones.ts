// The biases start at one | loses: init-values | named: init-bias-not-zero
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.truncatedNormal([nIn, nHidden], 0, 1 / Math.sqrt(nIn), 'float32', 2 * seed + 1),
    b1: tf.ones([nHidden]),
    W2: tf.truncatedNormal([nHidden, nOut], 0, 1 / Math.sqrt(nHidden), 'float32', 2 * seed + 2),
    b2: tf.ones([nOut]),
  };
}

export const train = trainWith({ initParams });
