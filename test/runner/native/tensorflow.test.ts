import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { grade } from '../../../src/grading/grade';
import { graderFor } from '../../../src/grading/registry';
import { findNative } from '../../../src/runner/native/find';
import { RunnerPool } from '../../../src/runner/pool';
import { Runner } from '../../../src/runner/runner';
import { callIn, folderOf, numbersOf, options, returned, SOLUTION, tensor, withFile } from '../process/harness';

const { nodes, missing } = inject('nodes');
const root = fileURLToPath(new URL('../../..', import.meta.url));
const native = await findNative({ root });
const absent = 'why' in native ? `${native.why}: npm run native installs it` : undefined;
const binding = 'why' in native ? undefined : native.binding;
const spawn = { backend: 'tensorflow', binding } as const;
const TF = "import * as tf from '@tensorflow/tfjs';\n";

if (absent) console.log(`  skip  tests of the backend tensorflow: ${absent}`);

describe.skipIf(absent)('the backend tensorflow', () => {
  for (const version of ['20', '22', '24', '26']) {
    const execPath = nodes[version];
    it(`says what it is and computes: Node ${version}`, async (context) => {
      if (!execPath) return context.skip(missing[version] ?? 'not installed');
      const source = `${TF}export const f = (x: tf.Tensor4D) => tf.topk(tf.conv2d(x, tf.ones<tf.Rank.R4>([3, 3, 1, 1]), 1, 'same').flatten(), 2).values;`;
      await withFile(
        source,
        async ({ runner, hello }) => {
          expect(hello).toMatchObject({ backend: 'tensorflow', tried: [], node: expect.stringMatching(new RegExp(`^v${version}\\.`)) as string });
          expect(hello.device).toMatch(/^(CPU|GPU) \(TensorFlow 2\.\d+\.\d+\)$/);
          const x = tensor([1, 3, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
          expect(numbersOf(returned(await runner.call('f', [x], { seed: 1, limitMs: 30_000 })))).toEqual([45, 39]);
          expect(runner.output.text).toBe('');
        },
        { spawn: { ...spawn, execPath } },
      );
    });

    it(`gives the reference solution full marks: Node ${version}`, async (context) => {
      if (!execPath) return context.skip(missing[version] ?? 'not installed');
      const text = await fs.readFile(SOLUTION, 'utf8');
      const pool = new RunnerPool(() => options({ ...spawn, execPath, heapMb: 1024 }), false);
      try {
        const report = await grade({ grader: graderFor('neural-network'), source: { file: SOLUTION, text, bytes: new TextEncoder().encode(text) }, pool, seed: 1 });
        expect(report).toMatchObject({ score: 100, verdict: 'passed', backend: 'tensorflow' });
        expect(report.output).toBe('');
      } finally {
        await pool.dispose();
      }
    });
  }

  it('keeps a learner’s file from TensorFlow’s operations on files, however it asks', async () => {
    const source = `${TF}
      export function f() {
        const backend = tf.backend() as any;
        const said: string[] = [];
        const attempt = (name: string, work: () => unknown) => { try { said.push(name + ' worked: ' + work()); } catch (e) { said.push((e as Error).message); } };
        const { binding } = backend;
        attempt('direct', () => binding.executeOp('ReadFile', [], [binding.createTensor([], binding.TF_STRING, [new TextEncoder().encode('/etc/hostname')])], 1));
        attempt('backend', () => backend.executeSingleOutput('ReadFile', [], [tf.scalar('/etc/hostname')]));
        attempt('writer', () => backend.summaryWriter('/tmp/x'));
        attempt('other spelling', () => binding.executeOp({ toString: () => 'ReadFile' }, [], [], 1));
        Object.prototype['ReadFile' as never] = true as never;
        attempt('prototype', () => binding.executeOp('ReadFile', [], [], 1));
        delete (Object.prototype as any).ReadFile;
        Set.prototype.has = () => true; Array.prototype.includes = () => true;
        attempt('set', () => binding.executeOp('ReadFile', [], [], 1));
        attempt('replace', () => { binding.executeOp = 1; });
        attempt('model', () => backend.loadSavedModelMetaGraph('/tmp', 'serve'));
        attempt('shape', () => binding.createTensor([-1, -4], binding.TF_FLOAT, new Float32Array(4)));
        attempt('strings', () => binding.createTensor([99], binding.TF_STRING, []));
        console.log(said.join('\\n'));
        return 0;
      }`;
    await withFile(source, async ({ runner }) => {
      returned(await runner.call('f', [], { seed: 1, limitMs: 30_000 }));
      const lines = runner.output.text.trim().split('\n');
      expect(lines.filter((line) => line.includes('worked'))).toEqual([]);
      expect(lines.filter((line) => line === 'The operation ReadFile is not available here.')).toHaveLength(5);
      expect(lines).toHaveLength(10);
    }, { spawn });
  });

  it('does not see what the learner does to an array after making a tensor of it', async () => {
    const source = `${TF}
      export function f() {
        const numbers = new Float32Array([1, 2, 3]);
        const t = tf.tensor1d(numbers);
        const twice = t.mul(2);
        numbers.fill(100);
        structuredClone(numbers, { transfer: [numbers.buffer] });
        return tf.concat([twice as tf.Tensor1D, t.add(0) as tf.Tensor1D]);
      }`;
    expect(numbersOf(returned(await callIn(source, 'f', [], { spawn })))).toEqual([2, 4, 6, 1, 2, 3]);
  });

  it('a binding that cannot be loaded is told, and the next backend does the work', async () => {
    const { runner, hello } = await Runner.start(options({ backend: 'tensorflow', binding: path.join(root, 'package.json') }));
    await runner.dispose();
    expect(hello).toMatchObject({ backend: 'wasm', tried: [{ backend: 'tensorflow', why: 'failed' }] });
    expect(hello.tried[0]!.detail).toBeTruthy();
  });
});

describe('a library that ends the process', () => {
  it('is told with its signal, and the next backend does the work', async (context) => {
    const folder = await folderOf({ 'ends.c': '#include <signal.h>\n__attribute__((constructor)) static void end(void) { signal(SIGILL, SIG_DFL); raise(SIGILL); }' });
    const library = path.join(folder, 'ends.node');
    const compiled = await promisify(execFile)('cc', ['-shared', '-fPIC', '-o', library, path.join(folder, 'ends.c')]).then(() => true, () => false);
    if (!compiled) return context.skip('there is no C compiler to make such a library with');
    const { runner, hello } = await Runner.start(options({ backend: 'tensorflow', binding: library }));
    await runner.dispose();
    expect(hello).toMatchObject({ backend: 'wasm', tried: [{ backend: 'tensorflow', why: 'crashed', detail: 'SIGILL' }] });
  });
});

/** One line each of what tfjs-node by itself lacks, refuses or computes otherwise (src/runner/child/tensorflowGaps.ts). */
const GAPS: Record<string, string> = {
  'whole quotients': 'tf.floorDiv(tf.tensor1d([7.5, -7.5, 4]), tf.tensor1d([2, 2, 2]))',
  'booleans added': "tf.add(tf.tensor1d([1, 0, 1], 'bool'), tf.tensor1d([1, 1, 0], 'bool'))",
  'a convolution padded by number': 'tf.conv2d(x, tf.range(0, 36).reshape([3, 3, 2, 2]), 1, 1)',
  'its gradient': 'tf.grad((a) => tf.conv2d(a, tf.range(0, 36).reshape([3, 3, 2, 2]), 1, 1).square().mean())(x)',
  'a pool padded by number': 'tf.maxPool(x, 3, 2, 1)',
  'a dilated depthwise convolution': "tf.depthwiseConv2d(x, tf.range(0, 18).reshape([3, 3, 2, 1]), 1, 'same', 'NHWC', 2)",
  'a rotated picture': 'tf.image.rotateWithOffset(x, 0.5)',
  'counted numbers': "tf.denseBincount(tf.tensor1d([0, 1, 1, 3], 'int32'), tf.tensor1d([]), 5)",
  'seeded draws': 'tf.multinomial(tf.tensor1d([0.1, 0.9]), 12, 3)',
  'draws of probabilities': 'tf.multinomial(tf.tensor1d([0.25, 0.75]), 12, 5, true)',
  'boxes with scores': 'tf.image.nonMaxSuppressionWithScore(tf.tensor2d([[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, 2, 1, 3]]), tf.tensor1d([0.9, 0.8, 0.7]), 3, 0.5, 0, 0.1).selectedScores',
};

describe.skipIf(absent)('tensorflow and cpu give the same', () => {
  it.for(Object.entries(GAPS))('%s', async ([, expression]) => {
    const source = `${TF}export const f = () => { const x = tf.range(0, 72).sin().reshape([1, 6, 6, 2]); return ${expression} as tf.Tensor; };`;
    const [ours, theirs] = [await callIn(source, 'f', [], { spawn }), await callIn(source, 'f', [])].map(returned);
    if (ours?.type !== 'tensor' || theirs?.type !== 'tensor') throw new Error(`no tensors: ${ours?.type}, ${theirs?.type}`);
    expect({ shape: ours.shape, dtype: ours.dtype }).toEqual({ shape: theirs.shape, dtype: theirs.dtype });
    [...theirs.values].forEach((v, i) => expect(Math.abs(ours.values[i]! - v)).toBeLessThan(1e-5 + 1e-4 * Math.abs(v)));
  });
});
