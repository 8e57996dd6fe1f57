// Every weight starts at 0.1 | loses: init-values init-seed train-repeatable train-xor | named: init-constant train-seed-ignored
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.fill([nIn, nHidden], 0.1),
    b1: tf.zeros([nHidden]),
    W2: tf.fill([nHidden, nOut], 0.1),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
