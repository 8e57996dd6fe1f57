import { expect } from 'vitest';
import { numbersOf, returned, withFile } from '../process/harness';
import { gpuTest, onGpu } from './harness';

/** Runs the body of an async function in a runner on the GPU; nothing small is handed to the processor. */
const inRunner = (body: string): Promise<number[]> =>
  withFile(
    `import * as tf from '@tensorflow/tfjs';
tf.env().set('WEBGPU_CPU_FORWARD', false);
export async function train() { ${body} }`,
    async ({ runner, load }) => {
      expect(load).toMatchObject({ status: 'loaded' });
      const outcome = await runner.call('train', [], { seed: 1, limitMs: 100_000, awaited: true });
      const values = numbersOf(returned(outcome));
      expect(runner.output.text).toBe('');
      return values;
    },
    { spawn: onGpu },
  );

gpuTest('a thousand synchronous reads, each of what was just computed', async () => {
  const values = await inRunner(`
    let x = tf.zeros([40]);
    const seen = [];
    for (let i = 0; i < 1000; i++) { const next = x.add(1); x.dispose(); x = next; seen.push(x.dataSync()[39]); }
    return seen;`);
  expect(values).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
});

gpuTest('synchronous and asynchronous reads may be mixed, also of the same tensor', async () => {
  const values = await inRunner(`
    const x = tf.range(0, 500);
    const doubled = x.mul(2), tripled = x.mul(3);
    const later = doubled.data();
    const now = doubled.dataSync()[7];
    const both = Promise.all([tripled.data(), x.add(1).data(), later]);
    const meanwhile = tripled.add(1).dataSync()[7];
    const [a, b, c] = await both;
    return [now, meanwhile, a[7], b[7], c[7], (await doubled.data())[7], doubled.dataSync()[7]];`);
  expect(values).toEqual([14, 22, 21, 8, 14, 14, 14]);
});

gpuTest('nothing of the learner’s runs during a synchronous read, and everything after it in the usual order', async () => {
  const values = await inRunner(`
    const order = [];
    const x = tf.ones([300]);
    setImmediate(() => order.push(3));
    process.nextTick(() => order.push(1));
    Promise.resolve().then(() => order.push(2));
    const pending = x.mul(5).data().then(() => order.push(4));
    for (let i = 0; i < 20; i++) x.mul(i).dataSync();
    order.push(0);
    await pending;
    return order;`);
  expect(values[0]).toBe(0);
  expect(values.indexOf(2)).toBeGreaterThan(0);
  expect([...values].sort()).toEqual(values.includes(3) ? [0, 1, 2, 3, 4] : [0, 1, 2, 4]);
});

gpuTest('a setImmediate of the learner’s own is his, and does not disturb reading', async () => {
  const values = await inRunner(`
    let called = 0;
    const real = globalThis.setImmediate;
    globalThis.setImmediate = (...args) => { called++; return real(...args); };
    const sum = tf.ones([300]).mul(2).sum().dataSync()[0] + (await tf.ones([300]).mul(3).sum().data())[0];
    const before = called;
    await new Promise((resolve) => setImmediate(resolve));
    return [sum, before, called];`);
  expect(values).toEqual([1500, 0, 1]);
});

gpuTest('all types, tensors without entries, and a tensor that is gone when its values come', async () => {
  const values = await inRunner(`
    const whole = tf.tensor1d([1, -2, 16777217], 'int32');
    const truth = tf.greater(tf.tensor1d([1, -2, 3]), 0);
    const none = tf.zeros([0, 3]).add(1);
    const complex = tf.complex(tf.tensor1d([1, 2]).mul(2), tf.tensor1d([3, 4]).mul(2));
    const gone = tf.ones([200]).mul(6);
    const late = gone.data();
    gone.dispose();
    const kinds = [whole, truth, none].map((tensor) => ({ Int32Array: 1, Uint8Array: 2, Float32Array: 3 })[tensor.dataSync().constructor.name]);
    return [...kinds, ...whole.add(tf.scalar(0, 'int32')).dataSync(), ...truth.dataSync(), none.dataSync().length, none.sum().dataSync()[0], ...complex.dataSync(), ...(await complex.clone().data()), (await late)[199]];`);
  expect(values).toEqual([1, 2, 3, 1, -2, 16777217, 1, 0, 1, 0, 0, 2, 6, 4, 8, 2, 6, 4, 8, 6]);
});

gpuTest('a long loop without a turn of the event loop does not pile up memory', async () => {
  const [first, last, tensors] = (await inRunner(`
    let w = tf.truncatedNormal([20, 20], 0, 0.1, 'float32', 1);
    const megabytes = () => { w.dataSync(); return process.memoryUsage().rss / 2 ** 20; };
    const step = () => { const next = tf.tidy(() => tf.tanh(tf.add(tf.matMul(w, w).mul(0.01), tf.relu(w)))); w.dispose(); w = next; };
    for (let i = 0; i < 300; i++) step();
    const before = megabytes();
    for (let i = 0; i < 1500; i++) step();
    return [before, megabytes(), tf.memory().numTensors];`)) as [number, number, number];
  expect(last - first).toBeLessThan(30); // with upstream's objects for each kernel: 50
  expect(tensors).toBe(1);
});
