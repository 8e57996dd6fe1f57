import { describe, expect, it } from 'vitest';
import { RunnerPool } from '../../../src/runner/pool';
import type { SpawnOptions } from '../../../src/runner/spawn';
import { isAlive, options, until } from './harness';

async function withPool<T>(use: (pool: RunnerPool) => Promise<T>, of: () => SpawnOptions = () => options()): Promise<T> {
  const pool = new RunnerPool(of);
  try {
    return await use(pool);
  } finally {
    await pool.dispose();
  }
}

describe('pool', () => {
  it('two takers get two processes, and after release one is warm again', () =>
    withPool(async (pool) => {
      pool.prepare();
      const [a, b] = await Promise.all([pool.take(), pool.take()]);
      expect(a.runner.pid).not.toBe(b.runner.pid);
      await pool.release(a.runner);
      expect(await isAlive(a.runner.pid!)).toBe(false);
      const c = await pool.take();
      expect([a.runner.pid, b.runner.pid]).not.toContain(c.runner.pid);
    }));

  it('a warm process that was killed while it waited is replaced', () =>
    withPool(async (pool) => {
      const first = await pool.take();
      await pool.release(first.runner);
      const waiting = await (pool as unknown as { warm: { process: ReturnType<RunnerPool['take']> } }).warm.process;
      process.kill(waiting.runner.pid!, 'SIGKILL');
      expect(await until(() => !waiting.runner.alive, 5_000)).toBe(true);
      const next = await pool.take();
      expect(next.runner.pid).not.toBe(waiting.runner.pid);
      expect(await next.runner.load({ file: '/a.ts', text: 'export const a = 1', bytes: new Uint8Array() }, [], 20_000)).toMatchObject({ status: 'loaded' });
    }));

  it('another backend asked for means another process', async () => {
    let backend: SpawnOptions['backend'] = 'cpu';
    await withPool(
      async (pool) => {
        pool.prepare();
        backend = 'wasm';
        expect((await pool.take()).hello.backend).toBe('wasm');
      },
      () => options({ backend }),
    );
  });

  it('dispose ends those at work, those that wait and those that start', async () => {
    const pool = new RunnerPool(() => options());
    const a = await pool.take();
    const call = a.runner.load({ file: '/a.ts', text: 'for (;;);', bytes: new Uint8Array() }, [], 60_000);
    pool.prepare();
    await pool.dispose();
    expect(await call).toMatchObject({ status: 'crashed' });
    expect(await isAlive(a.runner.pid!)).toBe(false);
    await expect(pool.take()).rejects.toThrow();
  });

  it('a Node that does not start is an error for whoever takes, each time', () =>
    withPool(
      async (pool) => {
        pool.prepare();
        await expect(pool.take()).rejects.toThrow(/did not start/);
        await expect(pool.take()).rejects.toThrow(/did not start/);
      },
      () => options({ execPath: '/nonexistent/node' }),
    ));
});
