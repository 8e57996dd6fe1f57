import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { findOuterSandbox } from '../../../src/runner/outerSandbox';
import { Runner } from '../../../src/runner/runner';
import { isAlive, numbersOf, options, returned, until, withFile } from './harness';

const found = await findOuterSandbox();

describe('the outer sandbox', () => {
  it('is found, or what the system said against it', () => {
    if ('why' in found) expect(found.why).not.toBe('');
    else expect(found.command.length).toBeGreaterThan(2);
  });

  it('there is none for an unknown system, and that is said', async () => {
    expect(await findOuterSandbox('aix')).toEqual({ why: 'aix' });
  });

  it('has a runner in it that computes, cannot see the network, and dies as any other', async (context) => {
    if ('why' in found) return context.skip(`no outer sandbox here: ${found.why}`);
    await withFile(
      "import * as tf from '@tensorflow/tfjs'; export const f = () => Array.from(tf.add(1, [1, 2]).dataSync()); export const loop = () => { for (;;); };",
      async ({ runner, load }) => {
        expect(load).toMatchObject({ status: 'loaded' });
        expect(numbersOf(returned(await runner.call('f', [], { seed: 1, limitMs: 20_000 })))).toEqual([2, 3]);
        const pid = runner.pid!;
        expect(await runner.call('loop', [], { seed: 1, limitMs: 300 })).toMatchObject({ status: 'timeout' });
        await runner.dispose();
        expect(await until(async () => !(await isAlive(pid)), 2_000)).toBe(true);
      },
      { spawn: { outer: found } },
    );
  });

  it('of Linux has its own network', async (context) => {
    if ('why' in found || process.platform !== 'linux') return context.skip(`no namespaces here: ${'why' in found ? found.why : os.platform()}`);
    const { runner } = await Runner.start(options({ outer: found }));
    try {
      const { readlink } = await import('node:fs/promises');
      expect(await readlink(`/proc/${runner.pid}/ns/net`)).not.toBe(await readlink('/proc/self/ns/net'));
    } finally {
      await runner.dispose();
    }
  });
});
