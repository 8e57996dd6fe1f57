import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { NODE, SHELL } from '../../../src/runner/orphans';
import { isAlive, until } from './harness';

/** What waits beside the host, in both its forms; that hosts start it: nodes.test.ts. */
describe.each([
  ['shell', '/bin/sh', ['-c', SHELL]],
  ['Node', process.execPath, ['-e', NODE]],
])('the watcher of orphans in its form for a %s', (_name, command, args) => {
  it('kills those it was told of and not told off, when the pipe closes', async () => {
    const sleepers = Array.from({ length: 3 }, () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }));
    try {
      const [a, b, c] = sleepers.map(({ pid }) => pid!) as [number, number, number];
      const watcher = spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'] });
      const ended = new Promise((resolve) => watcher.on('exit', resolve));
      watcher.stdin.write(`+ ${a}\n+ ${b}\n- ${a}\n+ ${c}\n`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await Promise.all([a, b, c].map(isAlive))).toEqual([true, true, true]);
      watcher.stdin.end();
      await ended;
      expect(await until(async () => !(await isAlive(b)) && !(await isAlive(c)), 5_000)).toBe(true);
      expect(await isAlive(a)).toBe(true);
    } finally {
      for (const sleeper of sleepers) sleeper.kill('SIGKILL');
    }
  });

  it('with nobody to kill it just ends', async () => {
    const watcher = spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = new Promise((resolve) => watcher.on('exit', resolve));
    watcher.stdin.write('+ 999999\n- 999999\n');
    watcher.stdin.end();
    expect(await ended).toBe(0);
  });
});
