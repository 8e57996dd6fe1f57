// The seed is 42 whatever is asked | loses: init-seed train-repeatable | named: init-seed-ignored train-seed-ignored
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.truncatedNormal([nIn, nHidden], 0, 1 / Math.sqrt(nIn), 'float32', 42),
    b1: tf.zeros([nHidden]),
    W2: tf.truncatedNormal([nHidden, nOut], 0, 1 / Math.sqrt(nHidden), 'float32', 43),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
