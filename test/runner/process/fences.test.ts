import { describe, expect, it } from 'vitest';
import { RunnerPool } from '../../../src/runner/pool';
import { callIn, numbersOf, options, returned, withFile } from './harness';

const TF = "import * as tf from '@tensorflow/tfjs';\n";

/** What each expression gives, as text; an error begins with `!`. */
async function outcomes(expressions: string[]): Promise<string[]> {
  const tries = expressions.map((e) => `try { out.push(String(await (${e}))) } catch (e) { out.push('!' + e.message) }`);
  return await withFile(`${TF}const out: string[] = [];\n${tries.join('\n')}\nconsole.log('@' + JSON.stringify(out) + '@');`, async ({ runner, load }) => {
    expect(load).toMatchObject({ status: 'loaded' });
    await runner.dispose();
    return JSON.parse(runner.output.text.split('@')[1]!) as string[];
  });
}

describe('roads out of the process', () => {
  it('no module of Node, no code from text, no file, no network', async () => {
    const roads = [
      "import('node:fs')", "import('fs')", "import('node:worker_threads')", "import('node:child_process')",
      "new Function('return import(\"node:fs\")')()", "eval('import(\"node:fs\")')", "(0, eval)('1')",
      "Promise.resolve('return import(\"node:fs\")').then(Function).then(f => f())", "process.constructor.constructor('return process')()",
      "tf.env().platform.fetch('http://127.0.0.1:9/')", "tf.util.fetch('http://127.0.0.1:9/')", "tf.loadLayersModel('http://127.0.0.1:9/model.json')",
      "tf.loadLayersModel('file:///etc/hostname')", "tf.data.csv('file:///etc/hostname').columnNames()",
    ];
    const got = await outcomes(roads);
    got.forEach((text, i) => expect(text, roads[i]).toMatch(/^!/));
  });

  it('the real process and the streams of the console are out of sight', async () => {
    const names = ['kill', 'binding', 'dlopen', 'getBuiltinModule', 'send', 'channel', 'mainModule', '_getActiveHandles', 'reallyExit', 'report'];
    const roads = [...names.map((name) => `typeof process.${name}`), 'typeof require', 'typeof module', 'typeof console._stdout?._handle', 'typeof process.stdout._handle', 'typeof fetch', 'typeof Request', 'typeof WebSocket', "typeof globalThis[Symbol.for('undici.globalDispatcher.1')]", 'typeof Worker'];
    expect(new Set(await outcomes(roads))).toEqual(new Set(['undefined']));
    expect(await outcomes(['Object.getOwnPropertyNames(import.meta).length', 'process.listeners("message").length', 'process.emit("message", { type: "call" })'])).toEqual(['0', '0', 'false']);
  });

  it('call sites do not give functions of the runner', async () => {
    const [sites] = await outcomes(['(() => { Error.prepareStackTrace = (e, s) => s.map(c => typeof c.getFunction() + typeof c.getThis()).join(); const text = new Error().stack; Error.prepareStackTrace = undefined; return text })()']);
    expect(new Set(sites!.split(','))).toEqual(new Set(['undefinedundefined']));
  });

  it("the environment is not the user's", async () => {
    process.env.COURSEWORK_TEST_TOKEN = 'secret';
    try {
      const [environment] = await outcomes(['JSON.stringify(process.env) + tf.env().global.process.env.COURSEWORK_TEST_TOKEN']);
      expect(environment).not.toContain('secret');
    } finally {
      delete process.env.COURSEWORK_TEST_TOKEN;
    }
  });
});

describe('forbidden calls are seen', () => {
  it.each([
    ['tf.grad', 'tf.grad(x => x.sum())(tf.ones([2]))', 'autodiff'],
    ['through the prototype', 'Object.getPrototypeOf(tf.engine()).gradients.call(tf.engine(), () => tf.scalar(1), [])', 'autodiff'],
    ['caught', '(() => { try { return tf.valueAndGrad(x => x.sum())(tf.ones([2])) } catch { return 1 } })()', 'autodiff'],
    ["the kernel's own gradient", "tf.getGradient('MatMul')", 'autodiff'],
    ['tf.train', 'tf.train.sgd(0.1)', 'optimizers'],
    ['the class', 'new tf.SGDOptimizer(0.1).applyGradients({})', 'optimizers'],
    ['with Set and Array patched', '(() => { Set.prototype.add = function () { return this }; Array.prototype.push = () => 0; Array.prototype[Symbol.iterator] = function* () {}; return tf.grad(x => x.sum())(tf.ones([2])) })()', 'autodiff'],
  ])('%s', async (_name, expression, rule) => {
    const outcome = await callIn(`${TF}export const f = (): unknown => ${expression};`, 'f', [], { forbid: ['autodiff', 'optimizers'] });
    expect('forbidden' in outcome && outcome.forbidden).toContain(rule);
  });

  it('not where the exercise allows them', async () => {
    expect(await callIn(`${TF}export const f = () => tf.grad(x => x.square().sum())(tf.ones([2]));`, 'f')).toMatchObject({ status: 'returned', forbidden: [] });
  });
});

describe('what the learner replaces hurts nobody else', () => {
  it.each([
    ['globals', 'globalThis.Promise = class {} as never; globalThis.Float64Array = Array as never; globalThis.setImmediate = (() => {}) as never;'],
    ['prototypes', 'Array.prototype.push = () => 0; Array.prototype.slice = () => []; Map.prototype.forEach = () => {}; Function.prototype.bind = () => () => {};'],
    ['the exports of tfjs', '(tf as any).default.memory = () => ({ numTensors: -100 }); (tf as any).default.tensor = () => null;'],
    ['the clock and the random numbers', 'Date.now = () => NaN; performance.now = () => NaN; Math.random = () => 7;'],
  ])('%s', async (_name, damage) => {
    const outcome = await callIn(`${TF}${damage}\nexport const f = () => { tf.zeros([3]); return [1, 2, Math.random() < 1 ? 3 : 7] };`, 'f');
    expect(numbersOf(returned(outcome))).toEqual([1, 2, 3]);
    expect(outcome).toMatchObject({ leakedTensors: 1 });
  });

  it('the next submission has a process of its own', async () => {
    const pool = new RunnerPool(() => options());
    try {
      const first = await pool.take();
      await first.runner.load({ file: '/a.ts', text: '(globalThis as any).left = 1; Array.prototype.push = () => 0;', bytes: new Uint8Array() }, [], 20_000);
      await pool.release(first.runner);
      const second = await pool.take();
      expect(second.runner.pid).not.toBe(first.runner.pid);
      const load = await second.runner.load({ file: '/b.ts', text: 'export const left = typeof (globalThis as any).left; if (left !== "undefined") throw 1;', bytes: new Uint8Array() }, [], 20_000);
      expect(load).toMatchObject({ status: 'loaded' });
    } finally {
      await pool.dispose();
    }
  });
});
