import { expect, it } from 'vitest';
import { callIn, numbersOf, returned, value } from './harness';

/** Trains with everything that draws at random: initial weights, shuffling, dropout. Gives all weights. */
const SOURCE = `
import * as tf from '@tensorflow/tfjs';
export async function train(): Promise<tf.Tensor1D> {
  const model = tf.sequential({ layers: [
    tf.layers.conv2d({ inputShape: [12, 12, 1], filters: 6, kernelSize: 3, activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dropout({ rate: 0.3 }),
    tf.layers.dense({ units: 10, activation: 'softmax' }),
  ] });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy' });
  const x = tf.randomNormal([40, 12, 12, 1]);
  const y = tf.oneHot(tf.tensor1d(Array.from({ length: 40 }, (_, i) => i % 10), 'int32'), 10);
  await model.fit(x, y, { epochs: 3, batchSize: 8, shuffle: true, verbose: 0 });
  return tf.concat(model.getWeights().map((w) => w.flatten())) as tf.Tensor1D;
}`;

it.each(['cpu', 'wasm'] as const)('the same seed gives the same weights on %s, to the last bit; another seed gives others', async (backend) => {
  const weights = async (seed: number) => numbersOf(returned(await callIn(SOURCE, 'train', [value(0)], { seed, spawn: { backend } })));
  const [first, again, other] = [await weights(3), await weights(3), await weights(4)];
  expect(first.length).toBeGreaterThan(1_000);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});
