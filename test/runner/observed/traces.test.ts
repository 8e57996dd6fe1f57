import fs from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { numbersOf, returned, SOLUTION, tensor, value } from '../process/harness';
import { field, trace, tracesIn, watch } from './observe';

const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";

describe('values', () => {
  test('of the network: shapes, outlines, and what it returns', async () => {
    const params = { type: 'record' as const, entries: [['W1', tensor([2, 3], [1, 0, -1, 2, 0.5, 1])], ['b1', tensor([3], [0, 1, 0])], ['W2', tensor([3, 2], [1, -1, 0, 2, 1, 1])], ['b2', tensor([2], [0, 0])]] as [string, ReturnType<typeof tensor>][] };
    const seen = await watch(await fs.readFile(SOLUTION, 'utf8'), [{ name: 'forward', args: [tensor([4, 2], [0, 0, 0, 1, 1, 0, 1, 1]), params] }]);
    const plain = returned(seen.outcomes[0]!);
    if (plain.type !== 'record') throw new Error(plain.type);
    for (const [name, part] of plain.entries) {
      const numbers = numbersOf(part);
      const { count, first, last } = trace(seen, name);
      expect({ count, last }).toEqual({ count: 1, last: first });
      expect(first).toMatchObject({ dtype: 'float32', shape: name === 'z1' || name === 'a1' ? [4, 3] : [4, 2], bytes: numbers.length * 4, nan: 0, min: Math.min(...numbers), max: Math.max(...numbers) });
      expect(first.mean).toBeCloseTo(numbers.reduce((sum, one) => sum + one, 0) / numbers.length, 6);
      expect(first.histogram!.reduce((sum, one) => sum + one, 0)).toBe(numbers.length);
      expect(field(trace(seen, 'return of forward').first, name)).toEqual(first);
    }
    // The largest value stands in the last step, the smallest in the first.
    const { histogram } = trace(seen, 'z1').first;
    expect(histogram).toHaveLength(12);
    expect(histogram![0]).toBeGreaterThan(0);
    expect(histogram![11]).toBeGreaterThan(0);
  });

  test('NaN and infinite entries', async () => {
    const seen = await watch(`${IMPORT}export function f() { const x = tf.tensor1d([NaN, 2, Infinity, NaN, 4]); const y = tf.fill([3], NaN); return tf.add(x, 1); }`, [{ name: 'f' }]);
    expect(trace(seen, 'x').first).toMatchObject({ nan: 2, min: 2, max: 4, mean: 3, shape: [5] });
    const y = trace(seen, 'y').first;
    expect(y).toMatchObject({ nan: 3, shape: [3] });
    expect([y.min, y.max, y.mean, y.histogram]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('other dtypes, scalars, numbers, no entries, and what nobody shows', async () => {
    const seen = await watch(
      `${IMPORT}export function f(n: number) {
        const ints = tf.cast(tf.range(0, 6), 'int32'), flags = tf.greater(ints, 2), scalar = tf.sum(ints), none = tf.zeros([0, 3]), words = tf.tensor(['a', 'b']);
        const half = n / 2, text = String(n), flag = !n, nothing = [][0], list = Array.from([1, 2]), later = Promise.resolve(ints);
        return tf.add(scalar, 0);
      }`,
      [{ name: 'f', args: [value(NaN)] }],
    );
    const all = tracesIn(seen);
    expect(all.ints!.first).toMatchObject({ dtype: 'int32', shape: [6], bytes: 24, min: 0, max: 5 });
    expect(all.flags!.first).toMatchObject({ dtype: 'bool', bytes: 6, mean: 0.5 });
    expect(all.scalar!.first).toMatchObject({ shape: [], min: 15, max: 15 });
    expect(all.none!.first).toEqual({ dtype: 'float32', shape: [0, 3], bytes: 0, nan: 0 });
    expect(all.words!.first).toEqual({ dtype: 'string', shape: [2], bytes: 0 });
    expect(all.half!.first).toEqual({ dtype: 'number', shape: [], bytes: 8, value: NaN });
    for (const name of ['text', 'flag', 'nothing', 'list', 'later']) expect(all[name], name).toBeUndefined();
  });

  test('objects and lists of tensors', async () => {
    const seen = await watch(
      `${IMPORT}export function f() {
        const two = tf.unstack(tf.tensor2d([[1, 2], [3, 4]]));
        const many = Array.from({ length: 40 }, (_, i) => tf.scalar(i));
        const mixed = { w: two[1], rate: Number('0.5'), name: 'net', nested: { w: two[0] } };
        const options = { epochs: Number('3') };
        return { ['x'.repeat(500)]: two[0] };
      }`,
      [{ name: 'f' }],
    );
    const all = tracesIn(seen);
    expect(all.two!.first.fields!.map(([name, { shape, max }]) => [name, shape, max])).toEqual([['0', [2], 2], ['1', [2], 4]]);
    expect(all.many!.first.fields).toHaveLength(12);
    expect(all.mixed!.first).toMatchObject({ dtype: 'fields', bytes: 16 });
    expect(all.mixed!.first.fields!.map(([name]) => name)).toEqual(['w', 'rate']);
    expect(all.options).toBeUndefined();
    expect(all['return of f']!.first.fields![0]![0].length).toBeLessThanOrEqual(80);
  });

  test('of a large tensor a sample', { timeout: 60_000 }, async () => {
    for (const backend of ['cpu', 'wasm'] as const) {
      const seen = await watch(`${IMPORT}export function f() { const x = tf.range(0, 100000); const y = tf.range(0, 4096); return tf.sum(x); }`, [{ name: 'f' }], { spawn: { backend } });
      const { min, max, mean, sampled } = trace(seen, 'x').first;
      expect(sampled).toBeLessThanOrEqual(4_096);
      expect(sampled).toBeGreaterThan(3_000);
      expect(min).toBe(0);
      expect(max).toBeGreaterThan(99_900);
      expect(mean).toBeGreaterThan(49_000);
      expect(mean).toBeLessThan(51_000);
      expect(trace(seen, 'y').first).toMatchObject({ min: 0, max: 4_095, mean: 2_047.5 });
      expect(trace(seen, 'y').first.sampled).toBeUndefined();
    }
  });
});

describe('first and last', () => {
  test('a loop over numbers, over a list, over entries', async () => {
    const seen = await watch(
      `${IMPORT}export function f() {
        let sum = 0;
        for (let i = 3; i < 14; i++) sum += i;
        for (let i = 3; i < 14; i++) { sum += i; }
        for (const word of ['a', 'b']) { sum += word.length; }
        for (const [k, v] of [[7, tf.scalar(1)], [9, tf.scalar(2)]] as [number, tf.Scalar][]) { sum += k; }
        return sum;
      }`,
      [{ name: 'f' }],
    );
    const all = tracesIn(seen);
    expect(all.i).toMatchObject({ count: 11, first: { value: 3 }, last: { value: 13 } });
    expect(all.k).toMatchObject({ count: 2, first: { value: 7 }, last: { value: 9 } });
    expect(all.v).toMatchObject({ count: 2, first: { max: 1 }, last: { max: 2 } });
    expect(all.word).toBeUndefined();
  });

  test('the very last value of a tensor that is still there; of one that is gone its shape, and numbers of an earlier one', async () => {
    const seen = await watch(
      `${IMPORT}export function f() {
        let kept = tf.scalar(0);
        for (let i = 0; i < 7; i++) {
          const gone = tf.fill([i + 1], i);
          kept = tf.add(tf.mean(gone), 0);
          gone.dispose();
        }
        return kept;
      }`,
      [{ name: 'f' }],
    );
    expect(trace(seen, 'kept')).toMatchObject({ count: 7, last: { max: 6 } });
    expect(trace(seen, 'gone')).toMatchObject({ count: 7, first: { shape: [1], max: 0 }, last: { shape: [7], bytes: 28, max: 3 } });
  });

  test('a value that comes only later', async () => {
    const seen = await watch(`${IMPORT}export function f() { let x: tf.Tensor | undefined; for (let i = 0; i < 5; i++) { x = i < 3 ? undefined : tf.scalar(i); } return x; }`, [{ name: 'f' }]);
    expect(trace(seen, 'x')).toMatchObject({ count: 5, first: { max: 3 }, last: { max: 4 } });
  });

  test('each call begins anew, and top-level code has traces of its own', async () => {
    const seen = await watch(`${IMPORT}const top = tf.tensor1d([1, 2]);\nexport function f(n: number) { const x = tf.zeros([n]); return x; }\nexport function g() { const y = tf.add(top, 1); return y; }`, [{ name: 'f', args: [value(2)] }, { name: 'f', args: [value(5)] }, { name: 'g' }]);
    if (seen.load.status !== 'loaded') throw new Error(seen.load.status);
    expect(seen.load.traces).toMatchObject([{ count: 1, first: { shape: [2], mean: 1.5 } }]);
    const traces = seen.outcomes.map((outcome) => (outcome.status === 'returned' ? outcome.traces! : []));
    expect(traces.map((all) => all.map(({ probe, count, last }) => [seen.probes[probe]!.name ?? 'return', count, last.shape]))).toEqual([
      [['x', 1, [2]], ['return', 1, [2]]],
      [['x', 1, [5]], ['return', 1, [5]]],
      [['y', 1, [2]], ['return', 1, [2]]],
    ]);
  });
});

describe('errors', () => {
  const THROWS = `${IMPORT}export function f(x: tf.Tensor2D) {
  const a = tf.square(x); const b = tf.relu(tf.add(a, 1)), c = tf.neg(tf.tidy(() => { const inner = tf.matMul(x, tf.ones([7, 2])); return inner; }));
  return tf.add(b, c);
}
export async function later(x: tf.Tensor) { const y = await Promise.resolve(tf.square(x)); const z = await (async () => { throw new Error('no'); })(); return z; }
export const twice = (n: number) => { const { length } = Array.from({ length: n }); for (const i of [0, 1]) { const m = i + length; if (m > 2) throw new RangeError('m'); } return length; };
`;

  test('what was seen until then is told, and the place is the one without probes', async () => {
    const calls = [{ name: 'f', args: [tensor([2, 2], [1, 2, 3, 4])] }, { name: 'later', args: [tensor([1], [3])], awaited: true }, { name: 'twice', args: [value(2)] }];
    const seen = await watch(THROWS, calls);
    const plain = await watch(THROWS, calls, { probed: false });
    const placeOf = (all: typeof seen) => all.outcomes.map((outcome) => (outcome.status === 'threw' ? [outcome.error.name, outcome.error.message, outcome.error.place] : outcome.status));
    expect(placeOf(seen)).toEqual(placeOf(plain));
    expect(placeOf(seen)[0]).toEqual(['Error', expect.stringContaining('matMul'), { line: 3, column: THROWS.split('\n')[2]!.indexOf('tf.matMul') + 4 }]);
    expect(Object.keys(tracesIn(seen)).sort()).toEqual(['a', 'b']);
    expect(plain.outcomes.every((outcome) => !('traces' in outcome) || outcome.traces === undefined)).toBe(true);
  });

  test('a file that does not load says the same with probes', { timeout: 60_000 }, async () => {
    const files: Record<string, string>[] = [
      { 'main.ts': `${IMPORT}const a = tf.scalar(1); const b = a.nothing.here;\nexport const f = () => a;` },
      { 'main.ts': `${IMPORT}export function f() { const a = tf.scalar(1); const a = tf.scalar(2); return a; }` },
      { 'main.ts': `${IMPORT}export function f() { const a = tf.scalar(1; return a; }` },
      { 'main.ts': `${IMPORT}const x = tf.scalar(1); import { nothing } from './other';\nexport function f() { const a = nothing(); return a; }`, 'other.ts': 'export const something = 1;' },
      { 'main.ts': `${IMPORT}const x = tf.scalar(1); import fs from 'node:fs';\nexport function f() { const a = fs.readdirSync('.'); return a; }` },
      { 'main.ts': `export function f() { return new.target ? arguments : await 3; }` },
    ];
    for (const file of files) {
      const [seen, plain] = [await watch(file, []), await watch(file, [], { probed: false })];
      const { load } = seen;
      if (load.status !== 'loadFailed' || plain.load.status !== 'loadFailed') throw new Error(`${load.status}, ${plain.load.status}`);
      expect({ ...load.error, stack: '' }).toEqual({ ...plain.load.error, stack: '' });
      expect(load.reason).toBe(plain.load.reason);
    }
  });
});

describe('files', () => {
  test('with an enum it loads, and has no probes', async () => {
    const seen = await watch(`${IMPORT}enum Kind { One = 1, Two }\nexport function f() { const x = tf.scalar(Kind.Two); return x; }`, [{ name: 'f' }]);
    expect(numbersOf(returned(seen.outcomes[0]!))).toEqual([2]);
    expect(seen.outcomes[0]).toMatchObject({ status: 'returned', traces: undefined });
  });

  test('syntax in which a call is easily put wrong', async () => {
    const text = `#!/usr/bin/env node
'use strict';
import * as tf from '@tensorflow/tfjs'; const 学生 = tf.scalar(1);
type P = { a: number; b?: tf.Tensor };
export const names = (): string[] => { const f = (x: number): number => x, g = function () {}, h = async <T>(x: T) => x, c = class {}, k = (((x: P) => x)); return [f.name, g.name, h.name, c.name, k.name]; };
export function f(o: P = { a: 2 }): unknown {
  const { a } = o!, b = a as unknown as number, c = b!, d = b satisfies number;
  let e: number, g = (e = b, c), h = \`\${b}\`.length;
  const last = tf.tidy(() => { const inner = tf.tidy(() => tf.add(学生, tf.tidy(() => tf.scalar(d)))); return inner; }); // a comment
  const i = o
    .a
  ;[e, h].forEach((x) => { e += x; })
  for (const j of [1]) { const e2 = j; { let j = 5; e += j; } }
  for (let j = 0; j < 1; j++) { let k = j; var m = k; }
  label: for (const k in { x: 1 }) { continue label; }
  return a, [a, b, c, d, e, g, h, i, m!, last.dataSync()[0]!];
}
export function* numbers() { const x = yield 1; const y = (yield 2) + 1; return x ?? y; }
export const g = () => Array.from(numbers()), one = (n: number): number => n + 1, object = (): P => ({ a: 3 });
export async function later() { const x = await Promise.resolve(4), y = (await one(x)) * 2; for await (const z of [x, y]) { if (z > 4) return z; } return 0; }
class Net { #w = tf.scalar(3); static made = new Net(); get w() { const w = this.#w; return w; } run(this: Net) { const sum = tf.add(this.w, this.#w); return sum; } }
export const net = () => { const n = Net.made; return n.run(); };
`;
    const calls = ['names', 'f', 'g', 'one', 'object', 'later', 'net'].map((name) => ({ name, awaited: true, args: name === 'one' ? [value(1)] : [] }));
    const [seen, plain] = [await watch(text, calls), await watch(text, calls, { probed: false })];
    expect(seen.load.status).toBe('loaded');
    const values = (all: typeof seen) => all.outcomes.map((outcome) => (outcome.status === 'returned' ? outcome.value : outcome));
    expect(values(seen)).toEqual(values(plain));
    // `names` makes functions and `object` a literal, of which nothing is to be seen.
    expect(seen.outcomes.map((outcome) => outcome.status === 'returned' && outcome.traces!.length > 0)).toEqual([false, true, true, true, false, true, true]);
  });

  test('two that import each other', async () => {
    const seen = await watch({ 'main.ts': `import { early } from './other';\nexport function twice(n: number) { const m = 2 * n; return m; }\nexport const f = () => { const x = early + 1; return x; };`, 'other.ts': `import { twice } from './main';\nexport const early = twice(4);` }, [{ name: 'f' }]);
    expect(returned(seen.outcomes[0]!)).toEqual({ type: 'number', value: 9 });
    expect(trace(seen, 'x').last.value).toBe(9);
  });

  test('probes that fit nothing are left out', async () => {
    const { Runner } = await import('../../../src/runner/runner');
    const { options } = await import('../process/harness');
    const text = 'export const f = (n) => { const x = n + 1; return x; };';
    for (const probes of [[{ id: 0, from: 3, to: 9 }], [{ id: 0, from: 40, to: 4_000 }], [{ id: 0, from: -1, to: 3 }, { id: 1, from: 36, to: 36 }], [{ id: 0, from: 26, to: 26, loop: '1); process.exit(3' }]]) {
      const { runner } = await Runner.start(options());
      await runner.load({ file: '/main.ts', text, bytes: new Uint8Array() }, [], 20_000, [], probes);
      expect(returned(await runner.call('f', [value(1)], { seed: 1, limitMs: 20_000 }))).toEqual({ type: 'number', value: 2 });
      await runner.dispose();
    }
  });
});
