import { describe, expect, it } from 'vitest';
import { MAX_OUTPUT } from '../../../src/runner/output';
import { callIn, isAlive, returned, until, withFile } from './harness';

const pidAfter = async (files: string, call: string | undefined, limitMs: number) =>
  withFile(
    files,
    async ({ runner, load }) => {
      const outcome = call && load.status === 'loaded' ? await runner.call(call, [], { seed: 1, limitMs, awaited: call === 'train' }) : load;
      return { outcome, gone: await until(async () => !(await isAlive(runner.pid!)), 2_000), alive: runner.alive };
    },
    { limitMs: call ? 20_000 : limitMs },
  );

describe('a process that does not come back', () => {
  it.each([
    ['endless loop', 'export const f = () => { for (;;); }', 'f'],
    ['endless chain of promises', 'export const train = () => new Promise(() => { const g = () => { Promise.resolve().then(g) }; g() })', 'train'],
    ['promise that never settles', 'export const train = () => new Promise(() => {})', 'train'],
    ['endless loop while loading', 'for (;;);', undefined],
    ['top-level await of nothing', 'await new Promise(() => {});', undefined],
  ])('%s: timeout, and the process is gone', async (_name, source, call) => {
    expect(await pidAfter(source, call, 700)).toMatchObject({ outcome: { status: 'timeout', limitMs: 700 }, gone: true, alive: false });
  });

  it('cancel answers at once', async () => {
    await withFile('export const f = () => { for (;;); }', async ({ runner }) => {
      const call = runner.call('f', [], { seed: 1, limitMs: 60_000 });
      setTimeout(() => runner.cancel(), 100);
      const from = performance.now();
      expect(await call).toEqual({ status: 'cancelled' });
      expect(performance.now() - from).toBeLessThan(5_000);
      expect(await runner.call('f', [], { seed: 1, limitMs: 1_000 })).toEqual({ status: 'cancelled' });
    });
  });
});

describe('a process that ends', () => {
  it('process.exit in a function', async () => {
    expect(await callIn('export const f = () => { process.exit(3) }', 'f')).toMatchObject({ status: 'crashed', exitCode: 3, outOfMemory: false });
  });

  it('process.exit(0) while loading is no success', async () => {
    await withFile('process.exit(0)', ({ load }) => expect(load).toMatchObject({ status: 'crashed', exitCode: 0 }));
  });

  it('abort', async () => {
    expect(await callIn('export const f = () => { process.abort() }', 'f')).toMatchObject({ status: 'crashed', outOfMemory: false });
  });

  it('the JavaScript heap is full', async () => {
    const outcome = await callIn('export const f = () => { const a: unknown[] = []; for (;;) a.push(new Array(1e4).fill({})) }', 'f', [], { spawn: { heapMb: 64 }, callMs: 60_000 });
    expect(outcome).toMatchObject({ status: 'crashed', outOfMemory: true });
  });

  it.runIf(process.platform === 'linux')('tensors without end', async () => {
    const outcome = await callIn("import * as tf from '@tensorflow/tfjs'; export async function train() { const a = []; for (;;) { a.push(tf.ones([256, 1024])); await new Promise(r => setTimeout(r)) } }", 'train', [], { spawn: { memoryMb: 400 }, callMs: 60_000 });
    expect(outcome).toMatchObject({ status: 'crashed', outOfMemory: true });
  });
});

describe('prints', () => {
  it('200 MB are cut, and the host does not hold them', async () => {
    const before = process.memoryUsage().rss;
    const outcome = await callIn("const line = 'x'.repeat(1e6 - 1) + '\\n'; export const f = () => { for (let i = 0; i < 200; i++) process.stdout.write(line); return 1 }", 'f', [], { callMs: 60_000 });
    expect(returned(outcome)).toEqual({ type: 'number', value: 1 });
    expect(outcome.output().length).toBeLessThan(MAX_OUTPUT + 200);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(150);
  });

  it('stdout and stderr both arrive, also what was printed last', async () => {
    const outcome = await callIn("export const f = () => { console.log('one', { a: 1 }); console.error('two'); process.stderr.write('three'); process.exit(1) }", 'f');
    expect(outcome.status).toBe('crashed');
    for (const text of ['one { a: 1 }', 'two', 'three']) expect(outcome.output()).toContain(text);
  });
});

describe('an error that surfaces late', () => {
  it.each([
    ['a rejection that nobody awaits', "export const f = () => { void Promise.reject(new Error('late one')); return 1 }"],
    ['a throwing timer of length 0', "export const f = () => { process.nextTick(() => { throw new Error('late one') }); return 1 }"],
  ])('%s belongs to the call', async (_name, source) => {
    expect(await callIn(source, 'f')).toMatchObject({ status: 'returned', late: { message: 'late one' } });
  });

  it('while loading fails the loading', async () => {
    await withFile("void Promise.reject(new Error('late one')); export const f = 1;", ({ load }) => expect(load).toMatchObject({ status: 'loadFailed', error: { message: 'late one', place: { line: 1, column: 21 } } }));
  });

  it('a caught rejection is none', async () => {
    const outcome = await callIn("export const f = () => { Promise.reject(new Error('x')).catch(() => {}); return 1 }", 'f');
    expect(outcome).toMatchObject({ status: 'returned', late: undefined });
  });
});
