// W2 starts at zero | loses: init-values init-seed | named: init-zero-weights
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.truncatedNormal([nIn, nHidden], 0, 1 / Math.sqrt(nIn), 'float32', 2 * seed + 1),
    b1: tf.zeros([nHidden]),
    W2: tf.zeros([nHidden, nOut]),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
