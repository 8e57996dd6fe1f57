// Every weight starts at zero | loses: init-values init-seed train-repeatable train-xor train-iris | named: init-zero-weights train-seed-ignored
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.zeros([nIn, nHidden]),
    b1: tf.zeros([nHidden]),
    W2: tf.zeros([nHidden, nOut]),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
