// The weights are five times too wide | loses: init-values
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.randomNormal([nIn, nHidden], 0, 5 / Math.sqrt(nIn), 'float32', 2 * seed + 1),
    b1: tf.zeros([nHidden]),
    W2: tf.randomNormal([nHidden, nOut], 0, 5 / Math.sqrt(nHidden), 'float32', 2 * seed + 2),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
