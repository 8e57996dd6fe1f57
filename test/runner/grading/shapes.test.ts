/** A function that throws on shapes: the finding says it in words, whichever backend threw. */
import { afterAll, describe, expect, it } from 'vitest';
import { CheckFailed } from '../../../src/grading/check';
import { Session } from '../../../src/grading/session';
import { translate } from '../../../src/kit/l10n';
import { findNative } from '../../../src/runner/native/find';
import { RunnerPool } from '../../../src/runner/pool';
import { options } from '../process/harness';
import { repository } from './engine';

const native = await findNative({ root: repository });
const pools = Object.fromEntries((['cpu', 'wasm', 'tensorflow'] as const).map((backend) => [backend, new RunnerPool(() => options({ backend, ...('binding' in native && { binding: native.binding }) }))]));
afterAll(() => Promise.all(Object.values(pools).map((pool) => pool.dispose())));

const SAYS: Record<string, [code: string, says: RegExp]> = {
  product: ['tf.matMul(tf.ones([32, 4]), tf.ones([16, 4]))', /^`product`: `matMul` of \[32,4\] × \[16,4\]: the inner sizes 4 and 16 differ. Did you mean to transpose the second\?$/],
  turned: ['tf.matMul(tf.ones([32, 4]), tf.ones([4, 16]), false, true)', /^`turned`: `matMul` of \[32,4\] × \[4,16\]ᵀ: .* not to transpose the second\?$/],
  vector: ['tf.matMul(tf.ones([4, 2]), tf.ones([2]))', /^`vector`: `matMul` multiplies matrices/],
  batches: ['tf.matMul(tf.ones([2, 3, 4]), tf.ones([5, 4, 2]))', /^`batches`: the shapes \[2\] and \[5\]/],
  sum: ['tf.div(tf.ones([32, 4]), tf.ones([32]))', /^`sum`: the shapes \[32,4\] and \[32\] do not go together.*`keepDims`/],
  concat: ['tf.concat([tf.ones([2, 3]), tf.ones([2, 4])], 0)', /^`concat`: `concat` of \[2,3\] and \[2,4\]: .* along axis 1\?$/],
  ranks: ['tf.concat([tf.ones([2, 3]), tf.ones([3])], 0)', /^`ranks`: `concat` joins tensors/],
  stack: ['tf.stack([tf.ones([2, 3]), tf.ones([3, 3])])', /^`stack`: `stack` needs tensors of one shape, but got \[2,3\] and \[3,3\]/],
  reshape: ['tf.reshape(tf.ones([2, 3]), [5])', /^`reshape`: .*6 values .* holds 5\. /],
  counted: ['tf.reshape(tf.ones([2, 3]), [4, -1])', /^`counted`: `reshape` with `-1`: 6 values do not divide by 4/],
  axis: ['tf.argMax(tf.ones([2, 3]), 2)', /^`axis`: there is no axis 2 in a tensor of rank 2/],
  einsum: ["tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([4, 5]))", /^`einsum`: `einsum`: one letter stands for two sizes, 3 and 4 \(axis 0 of \[4,5\]\)/],
};

const text = `import * as tf from '@tensorflow/tfjs';\n${Object.entries(SAYS).map(([name, [code]]) => `export const ${name} = () => ${code};`).join('\n')}\n`;

describe.each(Object.entries(pools))('an error about shapes on %s', (backend, pool) => {
  it('is told in words, at its line', async (context) => {
    if (backend === 'tensorflow' && 'why' in native) return context.skip(`${native.why}: npm run native installs it`);
    const session = new Session(pool, { file: '/shapes.ts', text, bytes: new TextEncoder().encode(text) }, { forbid: [] });
    try {
      await session.load();
      expect(session.hello).toMatchObject({ backend });
      for (const [i, [name, [, says]]] of Object.entries(SAYS).entries()) {
        const failed = await session.call(name, [], { seed: 1 }).then(() => undefined, (error: unknown) => error);
        if (!(failed instanceof CheckFailed)) throw new Error(`${name}: ${String(failed)}`);
        expect(translate(failed.why, 'en')).toMatch(says);
        expect(failed.detail).toMatchObject({ status: 'error', location: { line: i + 2 } });
      }
    } finally {
      await session.end();
    }
  });
});
