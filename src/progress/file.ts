import fs from 'node:fs/promises';
import path from 'node:path';
import { emptyProgress, isFromTheFuture, merge, parseProgress, type ProgressData } from './schema';

/** A lock older than this belongs to a window that was killed. In milliseconds. */
const STALE_LOCK = 10_000;

export type LoadNote = 'ok' | 'recovered' | 'lost' | 'fromTheFuture';

/**
 * The progress file. Written to a temporary file that is flushed and renamed, so that it is always whole; the
 * version before it is kept. Windows write in turn and merge with what the other wrote.
 */
export class ProgressFile {
  readonly previous: string;
  private readonly lock: string;

  constructor(readonly file: string) {
    this.previous = `${file}.previous`;
    this.lock = `${file}.lock`;
  }

  /** Reads the file. A corrupt one is set aside and the version before it is used. */
  async read(): Promise<{ data: ProgressData; note: LoadNote; setAside?: string }> {
    const text = await readText(this.file);
    if (text === undefined) {
      // A crash between the two renames of `write` leaves the previous version alone.
      const before = await this.tryPrevious();
      return { data: before ?? emptyProgress(), note: 'ok' };
    }
    try {
      return { data: parseProgress(text), note: 'ok' };
    } catch {
      if (isFromTheFuture(text)) return { data: emptyProgress(), note: 'fromTheFuture' };
      const setAside = `${this.file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
      await fs.rename(this.file, setAside).catch(ignoreMissing); // another window was first
      const before = await this.tryPrevious();
      return { data: before ?? emptyProgress(), note: before ? 'recovered' : 'lost', setAside };
    }
  }

  /** Adds `data` to what is on disk. @returns both together */
  async write(data: ProgressData): Promise<ProgressData> {
    await fs.mkdir(path.dirname(this.file), { recursive: true });
    const release = await this.acquire();
    try {
      const onDisk = await this.read();
      if (onDisk.note === 'fromTheFuture') return data;
      const both = merge(onDisk.data, data);
      const temporary = `${this.file}.${process.pid}.tmp`;
      const handle = await fs.open(temporary, 'w');
      try {
        await handle.writeFile(JSON.stringify(both));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await fs.copyFile(this.file, this.previous).catch(ignoreMissing);
      await fs.rename(temporary, this.file);
      return both;
    } finally {
      await release();
    }
  }

  private async tryPrevious(): Promise<ProgressData | undefined> {
    const text = await readText(this.previous);
    try {
      return text === undefined ? undefined : parseProgress(text);
    } catch {
      return undefined;
    }
  }

  /** One window at a time: whoever makes the lock file may write. */
  private async acquire(): Promise<() => Promise<void>> {
    for (;;) {
      try {
        await (await fs.open(this.lock, 'wx')).close();
        return () => fs.rm(this.lock, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        const age = await fs.stat(this.lock).then(
          (stat) => Date.now() - stat.mtimeMs,
          () => 0,
        );
        if (age > STALE_LOCK) await fs.rm(this.lock, { force: true });
        else await new Promise((resolve) => setTimeout(resolve, 15 + Math.random() * 20));
      }
    }
  }
}

async function readText(file: string): Promise<string | undefined> {
  return await fs.readFile(file, 'utf8').catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
