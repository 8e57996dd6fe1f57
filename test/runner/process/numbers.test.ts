import fs from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/runner/protocol/backends';
import type { Argument } from '../../../src/runner/protocol/messages';
import { callIn, numbersOf, returned, SOLUTION, tensor, value, withFile } from './harness';

const TF = "import * as tf from '@tensorflow/tfjs';\n";
const xor: Argument[] = [
  tensor([4, 2], [0, 0, 0, 1, 1, 0, 1, 1]),
  tensor([4, 2], [1, 0, 0, 1, 0, 1, 1, 0]),
  { type: 'record', entries: [['hidden', value(8)], ['epochs', value(50)], ['learningRate', value(0.5)], ['seed', value(3)]] },
];

/** All numbers of a result, bit by bit. */
const bits = async (backend: Backend, source: string, name: string, args: Argument[], seed = 1): Promise<string> => {
  const plain = returned(await callIn(source, name, args, { spawn: { backend }, seed }));
  return JSON.stringify(plain, (_key, v: unknown) => (ArrayBuffer.isView(v) ? Buffer.from(v.buffer, v.byteOffset, v.byteLength).toString('hex') : v));
};

describe.each<Backend>(['cpu', 'wasm'])('backend %s', (backend) => {
  it('answers', async () => {
    const outcome = await callIn(`${TF}export const f = (a: tf.Tensor2D) => tf.matMul(a, a);`, 'f', [tensor([2, 2], [1, 2, 3, 4])], { spawn: { backend } });
    expect(returned(outcome)).toEqual({ type: 'tensor', shape: [2, 2], dtype: 'float32', values: Float32Array.of(7, 10, 15, 22) });
  });

  it('repeats a training bit by bit', async () => {
    const solution = await fs.readFile(SOLUTION, 'utf8');
    expect(await bits(backend, solution, 'train', xor)).toBe(await bits(backend, solution, 'train', xor));
  });

  it('repeats Math.random by the seed, shuffles and dropout with it', async () => {
    const source = `${TF}export const f = () => tf.concat([tf.randomUniform([3]), tf.dropout(tf.ones([20]), 0.5), tf.tensor1d([Math.random()])]);`;
    const first = await bits(backend, source, 'f', [], 5);
    expect(await bits(backend, source, 'f', [], 5)).toBe(first);
    expect(await bits(backend, source, 'f', [], 6)).not.toBe(first);
  });
});

describe('what a function may return', () => {
  it.each<[string, string, unknown]>([
    ['a number', '3', { type: 'number', value: 3 }],
    ['NaN', 'NaN', { type: 'number', value: NaN }],
    ['a list', '[1, 2]', { type: 'numbers', values: Float64Array.of(1, 2) }],
    ['a typed array', 'Int32Array.of(1, 2)', { type: 'numbers', values: Float64Array.of(1, 2) }],
    ['a variable', 'tf.variable(tf.tensor1d([1, 2]))', { type: 'tensor', shape: [2], dtype: 'float32', values: Float32Array.of(1, 2) }],
    ['booleans', 'tf.tensor1d([true, false])', { type: 'tensor', shape: [2], dtype: 'bool', values: Uint8Array.of(1, 0) }],
    ['a disposed tensor', '(() => { const t = tf.zeros([1]); t.dispose(); return t })()', { type: 'disposedTensor' }],
    ['a promise', 'Promise.resolve(1)', { type: 'other', what: 'promise' }],
    ['nothing', 'undefined', { type: 'other', what: 'undefined' }],
    ['a nested list', '[[1], [2]]', { type: 'other', what: 'nestedArray' }],
    ['strings', "tf.tensor1d(['a'])", { type: 'other', what: 'tensor of string' }],
    ['a long list', '({ length: 1, a: new Array(2e6).fill(0) })', { type: 'record', entries: [['length', { type: 'number', value: 1 }], ['a', { type: 'other', what: 'hugeArray' }]] }],
  ])('%s', async (_name, expression, expected) => {
    expect(returned(await callIn(`${TF}export const f = (): unknown => ${expression};`, 'f'))).toEqual(expected);
  });
});

describe('between calls', () => {
  it('the input itself may be returned; inputs are told as they are afterwards', async () => {
    const a = tensor([2], [1, 2]);
    expect(await callIn(`${TF}export const f = (a: tf.Tensor1D) => a;`, 'f', [a])).toMatchObject({ argsAfter: [{ type: 'tensor' }], leakedTensors: 0 });
    expect(await callIn(`${TF}export const f = (a: tf.Tensor1D) => { a.dispose(); return 1 };`, 'f', [a])).toMatchObject({ argsAfter: [{ type: 'disposedTensor' }] });
    expect(await callIn(`${TF}export const f = (a: tf.Tensor1D) => { a.dataSync()[0] = 9; return 1 };`, 'f', [a])).toMatchObject({ argsAfter: [{ values: Float32Array.of(9, 2) }] });
  });

  it('leaks are counted, a variable that is returned is none', async () => {
    expect(await callIn(`${TF}export const f = () => { tf.zeros([2]); tf.zeros([3]); return tf.variable(tf.tidy(() => tf.ones([1]))) };`, 'f')).toMatchObject({ leakedTensors: 3 });
  });

  it('scopes left open, errors in tidy and in gradients leave no trace in the next call', async () => {
    const source = `${TF}
      const kept = tf.tensor1d([1, 2]);
      export const open = () => { tf.engine().startScope(); tf.engine().startScope(); tf.zeros([9]); return 1 };
      export const tidy = () => tf.tidy(() => { tf.zeros([5]); throw new Error('in tidy') });
      export const gradient = () => tf.grad(x => { throw new Error('in grad') })(tf.ones([2]));
      export const train = async () => { tf.engine().startScope(); await null; return tf.ones([2]) };
      export const ok = () => tf.grad(x => x.square().sum())(kept);`;
    await withFile(source, async ({ runner }) => {
      const call = (name: string) => runner.call(name, [], { seed: 1, limitMs: 20_000, awaited: name === 'train' });
      for (const name of ['open', 'tidy', 'gradient', 'train', 'open']) {
        await call(name);
        const outcome = await call('ok');
        expect(outcome, `after ${name}`).toMatchObject({ status: 'returned', leakedTensors: 0 });
        expect(numbersOf(returned(outcome))).toEqual([2, 4]);
      }
    });
  });

  it('callbacks carry their numbers and the live tensors', async () => {
    const source = `${TF}export const train = (o: { onEpoch: (...a: unknown[]) => void }) => { o.onEpoch(0, 0.5); tf.zeros([1]); o.onEpoch(1, 'x'); return 1 };`;
    const outcome = await callIn(source, 'train', [{ type: 'record', entries: [['onEpoch', { type: 'callback', name: 'onEpoch' }]] }]);
    if (outcome.status !== 'returned') throw new Error(outcome.status);
    expect(outcome.callbacks.map(({ args }) => args)).toEqual([[0, 0.5], [1, NaN]]);
    expect(outcome.callbacks[1]!.liveTensors - outcome.callbacks[0]!.liveTensors).toBe(1);
  });
});
