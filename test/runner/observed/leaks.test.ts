import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grade } from '../../../src/grading/grade';
import type { Observed } from '../../../src/grading/observed';
import { readSourceForPerson } from '../../../src/grading/readSource';
import { graderFor } from '../../../src/grading/registry';
import { run } from '../../../src/grading/run';
import type { RunnerPool } from '../../../src/runner/pool';
import { newPool, repository } from '../grading/engine';
import { folderOf, tensor, value } from '../process/harness';
import { session } from './observe';

const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";
const at = (text: string, line: number, what: string) => ({ line, column: text.split('\n')[line - 1]!.indexOf(what) + 1 });

describe('places and counts', () => {
  test('in a loop of train, in a callback, in a helper, of a variable; not what is returned', async () => {
    const text = `${IMPORT}
const helper = (x: tf.Tensor): tf.Tensor => {
  const squared: tf.Tensor = tf.square(x); return tf.tidy(() => tf.add(squared, 1));
};
export function train(x: tf.Tensor, o: { epochs: number; onEpoch: (epoch: number, loss: number) => void }) {
  let w = tf.scalar(1);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const next = tf.mul(w, 0.5); const step = tf.add(w, next) as tf.Scalar;
    w.dispose();
    w = step;
    o.onEpoch(epoch, 1);
  }
  return w;
}
export function loss(x: tf.Tensor) {
  const l: tf.Tensor = tf.log(x); return tf.mean(l);
}
export const viaHelper = (x: tf.Tensor) => { const y = helper(x); return y; };
export const variable = () => { const v = tf.variable(tf.scalar(3)); return v.dataSync()[0]; };
export const callback = (x: tf.Tensor) => { [1, 2, 3].forEach((n) => { const part = x.mul(n); }); return 1; };
export const clean = (x: tf.Tensor) => tf.tidy(() => tf.neg(tf.exp(x)));
export async function waits(x: tf.Tensor) { await Promise.resolve(); const late = tf.exp(x); await late.data(); return 2; }
`;
    const x = tensor([2], [1, 2]);
    const options = { type: 'record' as const, entries: [['epochs', value(5)], ['onEpoch', { type: 'callback', name: 'onEpoch' }]] as [string, ReturnType<typeof value>][] };
    const { seen } = await session(text, [{ name: 'train', args: [x, options] }, ...['loss', 'viaHelper', 'variable', 'callback', 'clean'].map((name) => ({ name, args: [x] })), { name: 'waits', args: [x], awaited: true }]);
    const leaks = Object.fromEntries(seen.leaks.map((leak) => [leak.function, { count: leak.count, places: leak.places }]));
    expect(leaks).toEqual({
      train: { count: 5, places: [{ ...at(text, 9, 'mul(w'), count: 5 }] },
      loss: { count: 1, places: [{ ...at(text, 17, 'log(x'), count: 1 }] },
      viaHelper: { count: 1, places: [{ ...at(text, 4, 'square(x'), count: 1 }] },
      variable: { count: 2, places: [{ ...at(text, 20, 'variable(tf'), count: 1 }, { ...at(text, 20, 'scalar(3'), count: 1 }] },
      callback: { count: 3, places: [{ ...at(text, 21, 'mul(n'), count: 3 }] },
      waits: { count: 1, places: [{ ...at(text, 23, 'exp(x'), count: 1 }] },
    });
  });

  test('most first, at most 20 places, and all of them in the count', async () => {
    const lines = Array.from({ length: 25 }, (_, i) => `  for (let i = 0; i < ${i + 1}; i++) tf.scalar(i);`).join('\n');
    const { seen } = await session(`${IMPORT}export function f() {\n${lines}\n  return 1;\n}`, [{ name: 'f' }]);
    expect(seen.leaks).toHaveLength(1);
    const { count, places } = seen.leaks[0]!;
    expect(count).toBe((25 * 26) / 2);
    expect(places.map(({ line, count: there }) => [line, there])).toEqual(Array.from({ length: 20 }, (_, i) => [27 - i, 25 - i]));
  });

  test('in a file with an enum, whose code is rewritten', async () => {
    const text = `${IMPORT}enum E { A, B }\nexport function f(): number {\n  const a: tf.Scalar = tf.scalar(E.B); return 1;\n}`;
    const { seen } = await session(text, [{ name: 'f' }]);
    expect(seen.leaks).toMatchObject([{ function: 'f', count: 1, places: [{ line: 4, count: 1 }] }]);
  });

  test('the cheapest call is repeated, and it prints nothing', async () => {
    const { seen, output } = await session(`${IMPORT}export function f(n: number) { console.log('n', n); process.stdout.write('w' + n); for (let i = 0; i < n; i++) { tf.scalar(i); } for (const end = Date.now() + n; Date.now() < end;); return n; }`, [300, 1, 200].map((n) => ({ name: 'f', args: [value(n)] })));
    expect(seen.leaks).toMatchObject([{ function: 'f', count: 1 }]);
    expect(output).toBe('n 300\nw300n 1\nw1n 200\nw200');
  });

  test('what does not leak again is none: a value that is kept for the next call', async () => {
    const { seen } = await session(`${IMPORT}let cache: tf.Tensor | undefined;\nexport function f() { cache ??= tf.scalar(1); return tf.add(cache, 1); }`, [{ name: 'f' }]);
    expect(seen.leaks).toEqual([]);
  });

  test('a call that does not come back the second time costs a second, and is told without places', async () => {
    const from = performance.now();
    const { seen } = await session(`${IMPORT}let calls = 0;\nexport function f() { tf.scalar(1); if (calls++ > 0) for (;;); return 1; }\nexport function g() { tf.scalar(1); return 1; }`, [{ name: 'f' }, { name: 'g' }]);
    expect(performance.now() - from).toBeLessThan(15_000);
    expect(seen.leaks.find((leak) => leak.function === 'f')).toEqual({ function: 'f', count: 1, places: [] });
    expect(seen.leaks.find((leak) => leak.function === 'g')).toMatchObject({ count: 1 });
  });
});

describe('the exercises', () => {
  let pool: RunnerPool;
  beforeAll(() => (pool = newPool()));
  afterAll(() => pool.dispose());

  // All but the training on all digits, which takes minutes and calls the same functions.
  test.each(['neural-network', 'recommender', 'cnn'])('the reference solution of %s leaks nothing', { timeout: 300_000 }, async (exercise) => {
    const source = await readSourceForPerson(path.join(repository, 'content/exercises', exercise, 'solution.ts'));
    const grader = graderFor(exercise);
    let seen: Observed | undefined;
    await grade({ grader: { ...grader, checks: grader.checks.filter((check) => exercise !== 'cnn' || check.id !== 'accuracy-held-out') }, source, pool, seed: 1, dataFolder: path.join(repository, 'dist/data'), onObserved: (all) => (seen = all) });
    expect(seen).toEqual({ traces: [], leaks: [] });
  });

  test('a model that is returned or trained is none; a tensor in its training is', { timeout: 120_000 }, async () => {
    const text = `${IMPORT}export function buildModel() { const extra = tf.scalar(1);\n  return tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }); }
export async function train(model: tf.LayersModel) {
  if (!model.optimizer) model.compile({ optimizer: tf.train.adam(0.1), loss: 'meanSquaredError' });
  const x = tf.ones([4, 3]), y = tf.zeros([4, 2]);
  await model.trainOnBatch(x, y);
  y.dispose();
}`;
    const folder = await folderOf({ 'main.ts': text });
    const source = await readSourceForPerson(path.join(folder, 'main.ts'));
    let seen: Observed | undefined;
    const { Session } = await import('../../../src/grading/session');
    const one = new Session(pool, source, { forbid: [] }, { onObserved: (all) => (seen = all) });
    await one.load();
    await one.call('buildModel', [], { seed: 1, keepAs: 'm' });
    await one.call('train', [{ type: 'kept', name: 'm' }], { seed: 1, awaited: true });
    await one.end();
    expect(seen!.leaks.map((leak) => ({ ...leak, places: leak.places.map(({ line }) => line) }))).toEqual([
      { function: 'buildModel', count: 1, places: [2] },
      { function: 'train', count: 1, places: [6] },
    ]);
  });

  test('a run tells what it saw once, also when the file throws or the run is cancelled', { timeout: 60_000 }, async () => {
    const folder = await folderOf({ 'main.ts': `${IMPORT}export function f() { const x = tf.scalar(1); return 1; }\nexport function g() { const y = tf.scalar(2); throw new Error('no'); }` });
    const source = await readSourceForPerson(path.join(folder, 'main.ts'));
    const { probesOf } = await import('../../../src/syntax/probes');
    const { SourceText } = await import('../../../src/syntax/sourceText');
    const probes = probesOf(new SourceText(source.text));
    for (const cancel of [false, true]) {
      const seen: Observed[] = [];
      const abort = new AbortController();
      const outcome = await run({
        source, pool, forbid: [], probes, onObserved: (all) => seen.push(all), say: () => {}, onEpoch: () => {}, signal: abort.signal,
        demo: async ({ call }) => {
          await call('f', []);
          if (cancel) abort.abort();
          await call('g', []);
        },
      });
      expect(outcome.status).toBe(cancel ? 'cancelled' : 'failed');
      expect(seen).toHaveLength(1);
      expect(seen[0]!.traces).toHaveLength(cancel ? 1 : 2);
      expect(seen[0]!.leaks.map((leak) => leak.function)).toEqual(cancel ? [] : ['f']);
    }
  });
});
