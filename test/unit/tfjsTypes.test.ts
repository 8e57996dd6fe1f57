import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollupTfjsTypes } from '../../content/build/rollupTypes.mjs';

// The settings of a learner's folder. It has no node_modules: everything must come from the rolled-up file.
const learnerOptions: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
  noEmit: true,
  skipLibCheck: true,
};

const positive = `
import * as tf from '@tensorflow/tfjs'
import * as tfn from '@tensorflow/tfjs-node'
import { oneHot, Rank, Tensor, LayersModel, type Scalar, type Tensor2D } from '@tensorflow/tfjs'
type Params = { W1: tf.Tensor2D; b1: tf.Tensor1D }
export const init = (seed: number): Params => tf.tidy(() => ({
  W1: tf.randomNormal<tf.Rank.R2>([2, 8], 0, 1, 'float32', seed), b1: tf.zeros<tf.Rank.R1>([8]),
}))
const x: Tensor2D = tf.tensor2d([[0, 1], [1, 0]])
const p = init(1)
const hidden: tf.Tensor2D = x.matMul(p.W1).add<tf.Tensor2D>(p.b1).tanh()
export const mean: Scalar = hidden.softmax().sum(1).mean().asScalar()
export const rows: number[][] = hidden.arraySync()
export const labels: tf.Tensor = oneHot(tf.tensor1d([0, 1], 'int32'), 2)
export const three: Tensor<Rank.R3> = tfn.zeros([1, 2, 3])
const model: LayersModel = tf.sequential({
  layers: [tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, activation: 'relu' }), tf.layers.flatten()],
})
model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
export async function fit(images: tf.Tensor4D, y: tf.Tensor2D): Promise<unknown> {
  await model.fitDataset(tf.data.array([{ xs: x, ys: y }]).batch(2), { epochs: 1 })
  return model.fit(images, y, {
    epochs: 1,
    callbacks: { onBatchEnd: async (batch, logs) => { const loss: number = logs!.loss; console.log(batch.toFixed(), loss) } },
  })
}
`;

// One mistake per line, with the error that the editor must show for it.
const mistakes: [string, number][] = [
  [`tf.tensor2d('text', 3)`, 2345],
  [`x.matMull(x)`, 2551],
  [`x.matMul(new Date())`, 2345],
  [`export const n: number = x.sum()`, 2322],
  [`tf.layers.dense({ units: 'three' })`, 2322],
  [`tf.layers.conv2d({ filters: 3, kernelSize: 3, activation: 'sofmax' })`, 2820],
  [`tf.train.adam('fast')`, 2345],
  [`tf.oneHot([1], 'two')`, 2345],
  [`tf.sequential().fit(x, x, { epoch: 3 })`, 2561],
  [`tf.tidy(() => ({ d: new Date() }))`, 2345],
  [`tf.noSuchOp(x)`, 2339],
];

describe('rolled-up tfjs types', () => {
  let folder: string;
  let types: string;
  let text: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tfjs-types-'));
    types = path.join(folder, '.coursework', 'tfjs.d.ts');
    await rollupTfjsTypes({ outfile: types });
    text = await readFile(types, 'utf8');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function check(source: string, changes: ts.CompilerOptions = {}): Promise<{ code: number; line: number; }[]> {
    const file = path.join(folder, 'sample.ts');
    await writeFile(file, source);
    const paths = { '@tensorflow/tfjs': [types], '@tensorflow/tfjs-node': [types] };
    const program = ts.createProgram([file], { ...learnerOptions, paths, ...changes });
    return ts.getPreEmitDiagnostics(program).map(({ code, file: at, start }) => ({
      code,
      line: at && start !== undefined ? at.getLineAndCharacterOfPosition(start).line : -1,
    }));
  }

  it('needs nothing outside the file', () => {
    const found = ts.preProcessFile(text, true, true);
    expect(found.importedFiles).toEqual([]);
    expect(found.referencedFiles).toEqual([]);
    expect(found.typeReferenceDirectives).toEqual([]);
    expect(found.libReferenceDirectives).toEqual([]);
    expect(found.ambientExternalModules ?? []).toEqual([]);
    expect(text).not.toMatch(/^\s*import\b|\bimport\(|declare module|node_modules/m);
    expect(Buffer.byteLength(text)).toBeLessThan(1_500_000);
  });

  it('accepts what learners write', async () => {
    expect(await check(positive)).toEqual([]);
  }, 60_000);

  it('is sound in itself, even where library files are checked', async () => {
    expect(await check(positive, { skipLibCheck: false })).toEqual([]);
  }, 60_000);

  it('works without the DOM library', async () => {
    const source = `declare const console: { log(...values: unknown[]): void }\n${positive}`;
    expect(await check(source, { lib: ['lib.es2022.d.ts'] })).toEqual([]);
  }, 60_000);

  it('reports every mistake, with and without the DOM library', async () => {
    const head = `import * as tf from '@tensorflow/tfjs'; const x = tf.tensor2d([[1]])`;
    const source = [head, ...mistakes.map(([line]) => line)].join('\n');
    const expected = mistakes.map(([, code], i) => ({ code, line: i + 1 }));
    expect(await check(source)).toEqual(expected);
    expect(await check(source, { lib: ['lib.es2022.d.ts'] })).toEqual(expected);
  }, 60_000);

  it('keeps the comments that hovers show', () => {
    expect(text).toContain('Creates a dense (fully connected) layer.');
    expect(text).toMatch(/Computes the dot product of two matrices[^/]*\*\/\n\s*matMul</);
    expect(text).not.toContain('@doc {');
  });

  it('gives the same bytes every time', async () => {
    const second = path.join(folder, 'second.d.ts');
    await rollupTfjsTypes({ outfile: second });
    expect(await readFile(second, 'utf8')).toBe(text);
  }, 60_000);
});
