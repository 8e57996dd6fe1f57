import { expect, test } from 'vitest';
import { numbersOf, returned } from '../process/harness';
import { session, trace, tracesIn, watch } from './observe';

const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";

test('patched prototypes stop neither the code nor what is seen while they are patched', async () => {
  // Node itself does not survive such patches for long: they are taken back before the call ends. Array.isArray is what
  // TensorFlow.js asks while it reads a tensor.
  const text = `${IMPORT}
    const called: string[] = [];
    function patch(target: any): () => void {
      const before = Object.getOwnPropertyDescriptors(target);
      for (const name of Reflect.ownKeys(before) as string[]) if (name !== 'constructor' && name !== 'isArray' && typeof before[name].value === 'function') target[name] = function () { called[called.length] = String(name); throw new Error('patched'); };
      return () => { Object.defineProperties(target, before); };
    }
    export function f() {
      const made = [tf.scalar(2), tf.tensor1d([1, 2])];
      const back = [Number, Math, Map.prototype, Set.prototype, Array, Array.prototype].map(patch);
      const x = made[0]; const list = made; for (let i = 0; i < 3; i++) { const y = i * 2; }
      for (let i = back.length - 1; i >= 0; i--) back[i]();
      return called.join();
    }
    export const g = () => f().length;`;
  const seen = await watch(text, [{ name: 'g' }]);
  expect(returned(seen.outcomes[0]!)).toEqual({ type: 'number', value: 0 });
  expect(trace(seen, 'x').first).toMatchObject({ shape: [], bytes: 4, min: 2, max: 2 });
  expect(trace(seen, 'list').first.fields!.map(([, { shape }]) => shape)).toEqual([[], [2]]);
  expect(trace(seen, 'y')).toMatchObject({ count: 3, last: { value: 4 } });
});

test('getters are not asked, and proxies do not notice', async () => {
  const text = `${IMPORT}
    const asked: string[] = [];
    const note = (name: string) => () => { asked.push(name); throw new Error(name); };
    const traps = new Proxy({}, { get: (_, name) => note('trap ' + String(name)) });
    export function f() {
      const t = tf.scalar(7);
      const own = { t, get g(): number { note('getter')(); return 1; } };
      const proxy = new Proxy({ t }, traps as any);
      const list = Object.defineProperty([t], 1, { get: note('list'), enumerable: true });
      const heir = Object.create(new Proxy({}, traps as any));
      const spoilt = (name: string, descriptor: PropertyDescriptor) => { const s = tf.scalar(1); return Object.defineProperty(s, name, descriptor); };
      const broken = spoilt('shape', { get: () => { throw new Error('shape'); } });
      const odd = spoilt('shape', { value: 'wide' });
      const huge = spoilt('shape', { value: [1e308, -3, NaN] });
      const named = spoilt('dtype', { value: 'x'.repeat(100000) });
      const gone = spoilt('dataId', { value: {} });
      return Number(asked.length);
    }`;
  const seen = await watch(text, [{ name: 'f' }]);
  expect(returned(seen.outcomes[0]!)).toEqual({ type: 'number', value: 0 });
  const all = tracesIn(seen);
  expect(all.gone!.first).toEqual({ dtype: 'float32', shape: [], bytes: 4 });
  expect(all.own!.first.fields!.map(([name]) => name)).toEqual(['t']);
  expect(all.list!.first.fields!.map(([name]) => name)).toEqual(['0']);
  for (const name of ['proxy', 'heir', 'broken', 'odd', 'huge', 'named']) expect(all[name], name).toBeUndefined();
});

test('nobody can import what the probes import', async () => {
  const seen = await watch(`${IMPORT}export async function f() { const x = await import('__probe').then(() => 1, () => 0); const own = f.toString(); return x + Object.keys(globalThis).filter((key) => key.includes('probe')).length; }`, [{ name: 'f', awaited: true }]);
  expect(returned(seen.outcomes[0]!)).toEqual({ type: 'number', value: 0 });
});

test('a recursion without end is the same error', async () => {
  const text = `${IMPORT}export function f(): number { const x = f() + 1; return x; }\nexport function g() { const y = tf.scalar(2); return y; }`;
  const seen = await watch(text, [{ name: 'f' }, { name: 'g' }]);
  expect(seen.outcomes[0]).toMatchObject({ status: 'threw', error: { name: 'RangeError', place: { line: 2 } } });
  expect(numbersOf(returned(seen.outcomes[1]!))).toEqual([2]);
});

test('a patched engine or a broken Error: leaks are told without places, and the call says what it said', async () => {
  const { seen } = await session(`${IMPORT}const Made = tf.Tensor; Object.freeze(Error);\n(Set.prototype as any).add = () => { throw new Error('set'); };\nexport function f() { tf.scalar(1); return 1; }`, [{ name: 'f' }]);
  expect(seen.leaks).toEqual([{ function: 'f', count: 1, places: [] }]);
});

test('the code that prints stacks in its own way', async () => {
  const { seen } = await session(`${IMPORT}Error.prepareStackTrace = () => 'nothing'; Error.stackTraceLimit = 0;\nexport function f() {\n  tf.scalar(1); return String(Error.prepareStackTrace) === String(() => 'nothing') ? 1 : 2; }`, [{ name: 'f' }]);
  expect(seen.leaks).toEqual([{ function: 'f', count: 1, places: [{ line: 4, column: 6, count: 1 }] }]);
});
