// The seed is the time of day | loses: init-seed train-zero-rate train-onEpoch train-steps train-repeatable | named: init-not-repeatable train-not-repeatable
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.truncatedNormal([nIn, nHidden], 0, 1 / Math.sqrt(nIn), 'float32', Date.now() % 1e6),
    b1: tf.zeros([nHidden]),
    W2: tf.truncatedNormal([nHidden, nOut], 0, 1 / Math.sqrt(nHidden), 'float32', (Date.now() % 1e6) + 1),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
