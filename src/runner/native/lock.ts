import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

interface Holder {
  pid: number;
  host: string;
}

/** The holder renews its mark this often; one that is this many times older belongs to nobody. */
const RENEW_MS = 5_000;
const STALE_AFTER = 6;

/**
 * Runs `work` while no other process does the like in this folder. A mark that was left behind by a process
 * that is gone is taken away.
 * @param onWait told once, if another process holds the mark
 */
export async function exclusively<T>(folder: string, work: () => Promise<T>, o: { signal?: AbortSignal; onWait?: () => void; pollMs?: number } = {}): Promise<T> {
  const mark = path.join(folder, '.lock');
  const me = JSON.stringify({ pid: process.pid, host: os.hostname() } satisfies Holder);
  for (let told = false; ; ) {
    o.signal?.throwIfAborted();
    try {
      await fs.writeFile(mark, me, { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const stale = await staleText(mark);
    if (stale !== undefined) {
      await takeAway(mark, stale);
      continue;
    }
    if (!told) o.onWait?.();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, o.pollMs ?? 500));
  }
  const renew = setInterval(() => void fs.utimes(mark, new Date(), new Date()).catch(() => undefined), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renew);
    await fs.rm(mark, { force: true });
  }
}

/** @returns what stands in the mark, if it belongs to nobody any more */
async function staleText(mark: string): Promise<string | undefined> {
  try {
    const [{ mtimeMs }, text] = await Promise.all([fs.stat(mark), fs.readFile(mark, 'utf8')]);
    const old = Date.now() - mtimeMs > RENEW_MS * STALE_AFTER;
    const holder = parsed(text);
    // Half-written, by one that is just now at it or died there; on another machine we cannot see who lives.
    const dead = holder?.host === os.hostname() && !isAlive(holder.pid);
    return dead || old ? text : undefined;
  } catch {
    return undefined; // it has just gone away
  }
}

/** Another process may be at the same, and have set its own mark already: that one is put back. */
async function takeAway(mark: string, stale: string): Promise<void> {
  const away = `${mark}.${process.pid}.${Date.now()}`;
  try {
    await fs.rename(mark, away);
    if ((await fs.readFile(away, 'utf8')) !== stale) await fs.link(away, mark);
  } catch {
    // It went away, or yet another mark stands there.
  }
  await fs.rm(away, { force: true });
}

function parsed(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
