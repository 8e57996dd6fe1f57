// The seed is not used (the article) | loses: init-seed train-repeatable | named: init-not-repeatable train-not-repeatable
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.randomNormal([nIn, nHidden], 0, 0.5),
    b1: tf.zeros([nHidden]),
    W2: tf.randomNormal([nHidden, nOut], 0, 0.5),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
