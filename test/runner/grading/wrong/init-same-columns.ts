// All hidden units start alike | loses: init-values train-xor | named: init-units-alike
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.truncatedNormal([nIn, 1], 0, 1 / Math.sqrt(nIn), 'float32', 2 * seed + 1).tile([1, nHidden]),
    b1: tf.zeros([nHidden]),
    W2: tf.truncatedNormal([1, nOut], 0, 1 / Math.sqrt(nHidden), 'float32', 2 * seed + 2).tile([nHidden, 1]),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
