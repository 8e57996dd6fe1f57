import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject } from 'vitest';
import { DEVICE_LOST } from '../../../src/runner/protocol/backends';
import { numbersOf, returned, SCRIPT, withFile } from '../process/harness';
import { gpuTest, onGpu } from './harness';

const SQUARE = `import * as tf from '@tensorflow/tfjs';
export const square = () => tf.ones([40, 40]).matMul(tf.ones([40, 40])).dataSync();
export const current = () => { console.log(tf.getBackend()); return 1; };
export const reachable = () => {
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('GPU') || name === 'dawnNavigator');
  const { device } = tf.backend() as any;
  return [names.length, 'gpu' in ((globalThis as any).navigator ?? {}) ? 1 : 0, 'destroy' in device ? 1 : 0, 'lost' in device ? 1 : 0];
};`;

const call = async (file: string, name: string, spawn: object) =>
  withFile(file, async ({ runner, hello }) => ({ hello, values: numbersOf(returned(await runner.call(name, [], { seed: 1, limitMs: 60_000 }))), printed: runner.output.text }), { spawn });

gpuTest('it says on what it computes, prints nothing of its own, and computes', async () => {
  const { hello, values, printed } = await call(SQUARE, 'square', onGpu);
  expect(hello).toMatchObject({ backend: 'webgpu', tried: [] });
  expect(hello.device).toMatch(/^(software )?GPU \(.+\)$/);
  expect(values).toEqual(Array(1600).fill(40));
  expect(printed).toBe('');
});

gpuTest('what the learner prints is all that is printed', async () => {
  const { printed } = await call(SQUARE, 'current', onGpu);
  expect(printed).toBe('webgpu\n');
});

gpuTest('the learner’s code finds neither the classes of WebGPU nor a way to destroy the device', async () => {
  expect((await call(SQUARE, 'reachable', onGpu)).values).toEqual([0, 0, 0, 0]);
});

gpuTest('a program that imitates a GPU is passed over where nobody asked for it', async (context) => {
  const asked = await call(SQUARE, 'square', onGpu);
  if (!asked.hello.device.startsWith('software')) context.skip('a real GPU is here');
  const { hello, values, printed } = await call(SQUARE, 'square', { ...onGpu, softwareGpu: false });
  expect(hello).toMatchObject({ backend: 'wasm', tried: [{ backend: 'webgpu', why: 'softwareGpu', detail: expect.stringMatching(/\w/) as string }] });
  expect(values[0]).toBe(40);
  expect(printed).toBe('');
});

gpuTest('without an adapter another backend does the work, and the hello says why', async (context) => {
  if (process.platform !== 'linux') context.skip('only Linux lets a variable hide its drivers');
  const hidden = { VK_ICD_FILENAMES: '/nonexistent', VK_DRIVER_FILES: '/nonexistent' };
  const before = Object.fromEntries(Object.keys(hidden).map((name) => [name, process.env[name]]));
  Object.assign(process.env, hidden);
  try {
    const { hello, values, printed } = await call(SQUARE, 'square', onGpu);
    expect(hello).toMatchObject({ backend: 'wasm', tried: [{ backend: 'webgpu', why: 'noGpu' }] });
    expect(values[0]).toBe(40);
    expect(printed).toBe('');
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

for (const version of ['20', '22', '24', '26']) {
  gpuTest(`Node ${version}`, async (context) => {
    const { nodes, missing } = inject('nodes');
    const execPath = nodes[version];
    if (!execPath) context.skip(missing[version]);
    const { hello, values } = await call(SQUARE, 'square', { ...onGpu, execPath });
    expect(hello).toMatchObject({ backend: 'webgpu', node: expect.stringMatching(`^v${version}\\.`) as string });
    expect(values[0]).toBe(40);
  });
}

/** Ends the device in a process of its own and gives that process's exit code. */
const lose = (when: string): Promise<number> =>
  promisify(execFile)(process.execPath, [fileURLToPath(new URL('fixtures/lost.mjs', import.meta.url)), SCRIPT, when], { timeout: 60_000 }).then(
    () => 0,
    (error: { code: number }) => error.code,
  );

for (const when of ['sync', 'async', 'idle']) gpuTest(`a device that goes away (${when}) ends the process with the code that says so`, async () => expect(await lose(when)).toBe(DEVICE_LOST));

gpuTest('a process that ends by itself does not say that its device went away', async () => expect(await lose('never')).toBe(0));
