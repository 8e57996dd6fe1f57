import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { callIn, folderOf, isAlive, numbersOf, returned, SCRIPT, SOLUTION, tensor, until, value, withFile } from './harness';

const { nodes, missing } = inject('nodes');
let folder: string;
/** The runner in a folder with a space, a comma and Chinese characters in its name, as a user's home may be. */
let script: string;

beforeAll(async () => {
  folder = await folderOf({});
  const copy = path.join(folder, '扩展, 1');
  await fs.cp(path.dirname(SCRIPT), copy, { recursive: true, filter: (file) => !file.endsWith('.map') });
  script = path.join(copy, 'runner.js');
  await esbuild.build({ entryPoints: [fileURLToPath(new URL('orphanHost.ts', import.meta.url))], outfile: path.join(folder, 'host.mjs'), bundle: true, platform: 'node', format: 'esm', banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" } });
});

for (const version of ['20', '22', '24', '26']) {
  const execPath = nodes[version];
  describe(`Node ${version}`, () => {
    it('says hello, loads, calls, under the permission model', async (context) => {
      if (!execPath) return context.skip(missing[version] ?? 'not installed');
      await withFile(
        "import { tensor1d, Tensor1D } from '@tensorflow/tfjs'; export const f = (): Tensor1D => tensor1d([1, 2]);",
        async ({ runner, hello, load }) => {
          expect(hello.node).toMatch(new RegExp(`^v${version}\\.`));
          expect(load).toMatchObject({ status: 'loaded' });
          expect(numbersOf(returned(await runner.call('f', [], { seed: 1, limitMs: 20_000 })))).toEqual([1, 2]);
        },
        { spawn: { execPath, script } },
      );
      const read = await callIn("import * as tf from '@tensorflow/tfjs'; export const train = () => tf.data.csv('file:///etc/hostname').columnNames();", 'train', [], { spawn: { execPath, script } });
      expect(read.status === 'threw' && read.error.message).toContain('restricted');
    });

    it('trains as any other Node does', async (context) => {
      if (!execPath) return context.skip(missing[version] ?? 'not installed');
      const args = [tensor([4, 2], [0, 0, 0, 1, 1, 0, 1, 1]), tensor([4, 2], [1, 0, 0, 1, 0, 1, 1, 0]), { type: 'record' as const, entries: [['hidden', value(8)], ['epochs', value(20)], ['learningRate', value(0.5)], ['seed', value(1)]] as [string, ReturnType<typeof value>][] }];
      const solution = await fs.readFile(SOLUTION, 'utf8');
      const [here, there] = [await callIn(solution, 'train', args), await callIn(solution, 'train', args, { spawn: { execPath, script } })];
      const first = (outcome: typeof here) => {
        const plain = returned(outcome);
        return plain.type === 'record' ? plain.entries.flatMap(([, entry]) => numbersOf(entry)) : [];
      };
      first(here).forEach((v, i) => expect(first(there)[i]).toBeCloseTo(v, 5));
      expect(first(here)).toHaveLength(8 * 2 + 8 + 8 * 2 + 2);
    });

    it.for([
      ['an endless loop', 'for (;;);'],
      ['an endless chain of promises', 'const f = () => { Promise.resolve().then(f) }; f();'],
      ['nothing at all', ''],
    ])('does not outlive a host that is killed: %s', async ([, text], context) => {
      if (!execPath) return context.skip(missing[version] ?? 'not installed');
      const host = spawn(process.execPath, [path.join(folder, 'host.mjs'), script, execPath, text!], { stdio: ['ignore', 'pipe', 'inherit'] });
      const pid = Number(await new Promise<Buffer>((resolve, reject) => (host.stdout.once('data', resolve), host.once('exit', () => reject(new Error('the host ended'))))));
      host.kill('SIGKILL');
      const gone = await until(async () => !(await isAlive(pid)), 5_000);
      if (!gone) process.kill(pid, 'SIGKILL');
      expect(gone).toBe(true);
    });
  });
}
