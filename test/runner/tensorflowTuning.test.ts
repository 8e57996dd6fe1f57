import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findNative } from '../../src/runner/native/find';
import { callIn, numbersOf, returned } from './process/harness';

/** What src/runner/child/tensorflowTuning.ts replaces, used in ways that would show another result than tfjs's. */
const FILE = `
import * as tf from '@tensorflow/tfjs';
const numbers = (t: tf.Tensor) => Array.from(t.dataSync());

/** Whole numbers, many of them negative, so that windows have ties and maxima below 0. */
function pools() {
  const all: number[] = [];
  for (const shape of [[2, 9, 7, 3], [3, 8, 8, 16], [2, 26, 26, 4]] as [number, number, number, number][]) {
    for (const [size, strides, pad] of [[2, 2, 'valid'], [2, 1, 'same'], [3, 2, 'same'], [3, 1, 'valid'], [2, 3, 'valid']] as [number, number, 'valid' | 'same'][]) {
      const x = tf.tidy(() => tf.randomNormal<tf.Rank.R4>(shape, 0, 3, 'float32', 7).round().sub<tf.Tensor4D>(2));
      all.push(...numbers(tf.grad((t: tf.Tensor4D) => tf.maxPool(t, size, strides, pad).square().sum())(x)));
    }
  }
  return all;
}

function relus() {
  const x = tf.tensor1d([-2, -1, 0, 1, 2, 0.5, -0]);
  const first = tf.grad((t: tf.Tensor1D) => tf.relu(t).pow(3).sum<tf.Scalar>());
  const second = tf.grad((t: tf.Tensor1D) => first(t).sum<tf.Scalar>());
  return [first(x), second(x), tf.step(x), tf.step(x, 0.5)].flatMap(numbers);
}

/** Losses, weights and moments; on the way the optimizer's state is taken out and put in. */
async function adam() {
  const layers = [
    tf.layers.conv2d({ inputShape: [12, 12, 1], filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer: tf.initializers.glorotNormal({ seed: 3 }) }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.batchNormalization(),
    tf.layers.flatten(),
    tf.layers.dense({ units: 5, activation: 'softmax', kernelInitializer: tf.initializers.glorotNormal({ seed: 4 }) }),
  ];
  const model = tf.sequential({ layers });
  const optimizer = tf.train.adam(0.01);
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  const x = tf.randomNormal([16, 12, 12, 1], 0, 1, 'float32', 5);
  const y = tf.oneHot(tf.tensor1d(Array.from({ length: 16 }, (_, i) => i % 5), 'int32'), 5).toFloat();
  const kept = model.getWeights()[0].clone();
  const before = numbers(kept);
  const all: number[] = [];
  for (let i = 0; i < 20; i++) {
    all.push((await model.trainOnBatch(x, y)) as number);
    if (i === 10) await optimizer.setWeights((await optimizer.getWeights()).map(({ name, tensor }) => ({ name, tensor: tensor.clone() })));
  }
  // A copy of the weights must not move with them.
  all.push(...numbers(kept).map((value, i) => value - before[i]));
  for (const tensor of [...model.getWeights(), ...(await optimizer.getWeights()).map((one) => one.tensor)]) all.push(...numbers(tensor));
  return all;
}

async function leaks() {
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [3], units: 2, activation: 'relu' })] });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  const [x, y] = [tf.ones([4, 3]), tf.ones([4, 2])];
  await model.trainOnBatch(x, y);
  const before = tf.memory().numTensors;
  for (let i = 0; i < 10; i++) await model.trainOnBatch(x, y);
  return [tf.memory().numTensors - before];
}

/** The harness waits for a function of this name. */
export const train = async (what: string) => await { pools, relus, adam, leaks }[what]!();
`;

const found = await findNative({ root: path.resolve(fileURLToPath(new URL('.', import.meta.url)), '../..') });

describe.skipIf(!('binding' in found))(`training on libtensorflow (${'binding' in found ? found.version : `skipped: ${found.why} ${found.detail ?? ''}`})`, () => {
  const on = async (backend: 'tensorflow' | 'cpu', name: string): Promise<number[]> => {
    const binding = 'binding' in found ? found.binding : undefined;
    return numbersOf(returned(await callIn(FILE, 'train', [{ type: 'value', value: name }], { spawn: { backend, binding }, callMs: 100_000 })));
  };

  it.each(['pools', 'relus'])('gives the very numbers of cpu: %s', async (name) => {
    expect(await on('tensorflow', name)).toEqual(await on('cpu', name));
  });

  it('gives the numbers of cpu within rounding: 20 steps of Adam', async () => {
    const [ours, cpu] = [await on('tensorflow', 'adam'), await on('cpu', 'adam')];
    expect(ours.length).toBe(cpu.length);
    expect(Math.max(...ours.map((value, i) => Math.abs(value - cpu[i]!)))).toBeLessThan(1e-5);
  });

  it('is the same in every run, and keeps no tensor', async () => {
    expect(await on('tensorflow', 'adam')).toEqual(await on('tensorflow', 'adam'));
    expect(await on('tensorflow', 'leaks')).toEqual([0]);
  });
});
