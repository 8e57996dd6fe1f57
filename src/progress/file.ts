import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { emptyProgress, isFromTheFuture, merge, parseProgress, type ProgressData } from './schema';

/** A lock older than this belongs to a window that was killed. In milliseconds. */
const STALE_LOCK = 10_000;

export type LoadNote = 'ok' | 'recovered' | 'lost' | 'fromTheFuture';

export interface Found {
  data: ProgressData;
  note: LoadNote;
  /** Where a corrupt file was put. */
  setAside?: string;
}

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
  async read(): Promise<Found> {
    // In turn with the writers: what another window has just written anew must not be set aside.
    return (await this.readWhole()) ?? (await this.alone(() => this.readOrSetAside()));
  }

  /** Adds `data` to what is on disk. @returns both together */
  async write(data: ProgressData): Promise<Found> {
    await fs.mkdir(path.dirname(this.file), { recursive: true });
    return await this.alone(async () => {
      const onDisk = await this.readOrSetAside();
      if (onDisk.note === 'fromTheFuture') return { ...onDisk, data };
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
      return { ...onDisk, data: both };
    });
  }

  /** What the file says, or undefined where it is corrupt. */
  private async readWhole(): Promise<Found | undefined> {
    const text = await readText(this.file);
    // No file, but the version before it: the file was set aside, and nothing has been written since.
    if (text === undefined) return { data: (await this.readPrevious()) ?? emptyProgress(), note: 'ok' };
    try {
      return { data: parseProgress(text), note: 'ok' };
    } catch {
      return isFromTheFuture(text) ? { data: emptyProgress(), note: 'fromTheFuture' } : undefined;
    }
  }

  private async readOrSetAside(): Promise<Found> {
    const whole = await this.readWhole();
    if (whole) return whole;
    const setAside = `${this.file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    await fs.rename(this.file, setAside);
    const before = await this.readPrevious();
    return { data: before ?? emptyProgress(), note: before ? 'recovered' : 'lost', setAside };
  }

  private async readPrevious(): Promise<ProgressData | undefined> {
    const text = await readText(this.previous);
    try {
      return text === undefined ? undefined : parseProgress(text);
    } catch {
      return undefined;
    }
  }

  /** One window at a time: whoever makes the lock file may work. */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = randomUUID();
    while (!(await this.acquire(mine))) {
      if ((await age(this.lock)) > STALE_LOCK) await this.breakLock(mine);
      else await new Promise((resolve) => setTimeout(resolve, 15 + Math.random() * 20));
    }
    try {
      return await work();
    } finally {
      // After a long sleep of the machine it may be another's.
      if ((await readText(this.lock)) === mine) await fs.rm(this.lock, { force: true });
    }
  }

  private async acquire(mine: string): Promise<boolean> {
    try {
      await fs.writeFile(this.lock, mine, { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    }
  }

  /** Of several windows that find the same stale lock only one can move it away. */
  private async breakLock(mine: string): Promise<void> {
    const moved = `${this.lock}.${mine}`;
    await fs.rename(this.lock, moved).catch(ignoreMissing);
    // Another window may have broken it and made its own in the meantime: that one goes back.
    if ((await age(moved)) <= STALE_LOCK) await fs.link(moved, this.lock).catch(() => {});
    await fs.rm(moved, { force: true });
  }
}

/** Milliseconds since the file was written; 0 where there is none. A clock that was set back makes it old, not young. */
async function age(file: string): Promise<number> {
  return await fs.stat(file).then(
    (stat) => Math.abs(Date.now() - stat.mtimeMs),
    () => 0,
  );
}

async function readText(file: string): Promise<string | undefined> {
  return await fs.readFile(file, 'utf8').catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
