import fs from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Argument } from '../../../src/runner/protocol/messages';
import { repository } from '../grading/engine';
import { numbersOf, returned, tensor, value, withFile } from '../process/harness';
import { gpuTest, onGpu } from './harness';

const textOf = (exercise: string) => fs.readFile(path.join(repository, 'content/exercises', exercise, 'solution.ts'), 'utf8');

/** Trains the reference's own model on easy pictures (a bright square in one of two halves) and predicts. */
const TRAINED = `
export async function train() {
  const count = 48, seen = [];
  const values = new Float32Array(count * 784), classes = [];
  for (let i = 0; i < count; i++) {
    const half = i % 2;
    classes.push(half);
    for (let row = 8; row < 16; row++) for (let column = 0; column < 8; column++) values[i * 784 + row * 28 + column + half * 16 + (i % 5)] = 1;
  }
  const images = tf.tensor4d(values, [count, 28, 28, 1]), labels = tf.oneHot(tf.tensor1d(classes, 'int32'), 10).toFloat();
  const model = buildModel();
  model.weights.forEach((weight, i) => weight.write(tf.randomNormal(weight.shape, 0, 0.1, 'float32', i + 1)));
  await trainReference(model, images, labels, { epochs: 3, batchSize: 16, seed: 1, onBatch: (_batch, loss) => seen.push(loss) });
  const before = tf.memory().numTensors;
  const predicted = predict(model, images);
  return [accuracy(predicted, classes), tf.memory().numTensors - before, ...seen];
}`;

gpuTest('cnn: the reference trains, its loss falls as on cpu, and it predicts without waiting', async () => {
  const file = (await textOf('cnn')).replace('export async function train(', 'async function trainReference(') + TRAINED;
  const trained = (backend: object) =>
    withFile(file, async ({ runner, load }) => {
      expect(load).toMatchObject({ status: 'loaded' });
      return numbersOf(returned(await runner.call('train', [], { seed: 1, limitMs: 110_000, awaited: true })));
    }, { spawn: backend });
  const [right, leaked, ...losses] = await trained(onGpu);
  const [rightOnCpu, , ...expected] = await trained({ backend: 'cpu' });
  expect(losses).toHaveLength(9);
  losses.forEach((loss, i) => expect(loss, `batch ${i}`).toBeCloseTo(expected[i]!, 3));
  expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!);
  expect(right).toBe(rightOnCpu);
  expect(leaked).toBe(0);
});

gpuTest('recommender: every function gives what it gives on cpu', async () => {
  const file = await textOf('recommender');
  const random = (count: number) => Array.from({ length: count }, (_, i) => (i * 7919) % 6);
  const ratings = tensor([12, 9], random(108));
  const content = tensor([9, 4], random(36).map((x) => x % 2));
  const interests = tensor([4], [1, 0, 3, 2]);
  const scores = tensor([9], [0.3, 0.1, 0.9, 0.9, 0, 0.2, 0.5, 0.5, 0.7]);
  const calls: [string, Argument[]][] = [
    ['contentScores', [interests, content]],
    ['userSimilarity', [ratings, value(3)]],
    ['nearestUsers', [scores, value(4)]],
    ['collaborativeScores', [ratings, value(3), value(4)]],
    ['hybridScores', [scores, tensor([9], random(9)), value(0.3)]],
    ['recommend', [{ type: 'record', entries: [['ratings', ratings], ['itemContent', content], ['userInterests', interests], ['user', value(2)], ['k', value(4)], ['alpha', value(0.5)], ['n', value(5)]] }]],
  ];
  const results = (backend: object) =>
    withFile(file, async ({ runner }) => {
      const all: number[][] = [];
      for (const [name, args] of calls) all.push(numbersOf(returned(await runner.call(name, args, { seed: 1, limitMs: 30_000 }))));
      return all;
    }, { spawn: backend });
  const [gpu, cpu] = [await results(onGpu), await results({ backend: 'cpu' })];
  calls.forEach(([name], i) => {
    expect(gpu[i], name).toHaveLength(cpu[i]!.length);
    gpu[i]!.forEach((x, j) => expect(x, `${name}[${j}]`).toBeCloseTo(cpu[i]![j]!, 5));
  });
});
