import { beforeAll, describe, expect, it } from 'vitest';
import { difference, Seeded, start, tf } from './harness';
import { CASES, NO_LAYERS, train } from './layerModels';

beforeAll(start);

it('every name of tf.layers has a case, or is no layer of its own', () => {
  const covered = new Set(Object.keys(CASES).map((name) => name.split(',')[0]!));
  expect(Object.keys(tf.layers).filter((name) => !covered.has(name) && !(name in NO_LAYERS))).toEqual([]);
});

/** On neither backend, and with the sentence that says so (README.md of src/runner/trainingKernels). */
const NOT_TRAINED: Record<string, RegExp> = {
  'conv1d, causal': /CAUSAL padding mode in conv1dWithBias is not implemented/,
  'conv2d, dilated and linear': /fused conv2D: dilation rates greater than 1/,
  'conv3d, dilated': /conv3D: dilation rates greater than 1/,
  // Hands its list of inputs on as if it were the image.
  resizing: /resizeBilinear: x must be rank 3 or 4|typed array length/,
  // Forgets the batch in its output's shape.
  randomWidth: /shape comprised of positive integers/,
};

describe('trained for two steps on both backends, the weights agree', () => {
  it.each(Object.keys(CASES))('%s', async (name) => {
    const results: { weights: number[][]; loss: number }[] = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      await tf.setBackend(backend);
      const run = train(CASES[name]!, new Seeded(51), 2);
      if (NOT_TRAINED[name]) await expect(run).rejects.toThrow(NOT_TRAINED[name]);
      else results.push(await run);
    }
    if (NOT_TRAINED[name]) return;
    const [cpu, wasm] = results as [(typeof results)[0], (typeof results)[0]];
    expect(Number.isFinite(cpu.loss)).toBe(true);
    cpu.weights.forEach((w, i) => expect.soft(difference(wasm.weights[i]!, w), `weights ${i}`).toBeLessThan(2e-5));
  });
});
