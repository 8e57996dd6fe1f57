// The weights come from Math.random | loses: init-seed train-repeatable | named: init-not-repeatable train-not-repeatable
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

const draw = (rows: number, columns: number) => tf.tensor2d(Array.from({ length: rows * columns }, () => Math.random() - 0.5), [rows, columns]);

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: draw(nIn, nHidden),
    b1: tf.zeros([nHidden]),
    W2: draw(nHidden, nOut),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
