// One generator for the life of the file, seeded once | loses: init-seed train-zero-rate train-onEpoch train-steps train-repeatable | named: init-not-repeatable train-not-repeatable
import * as tf from '@tensorflow/tfjs';
import { trainWith, type Params } from './base/network';

export * from './base/network';

let state = 1;
function next(): number {
  state = (state * 48271) % 2147483647;
  return state / 2147483647 - 0.5;
}
const draw = (rows: number, columns: number) => tf.tensor2d(Array.from({ length: rows * columns }, next), [rows, columns]);

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: draw(nIn, nHidden),
    b1: tf.zeros([nHidden]),
    W2: draw(nHidden, nOut),
    b2: tf.zeros([nOut]),
  };
}

export const train = trainWith({ initParams });
