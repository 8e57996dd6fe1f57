import { isDeepStrictEqual } from 'node:util';
import type { PassedOver } from './protocol/backends';
import { Runner, type Hello } from './runner';
import type { SpawnOptions } from './spawn';

interface Started {
  runner: Runner;
  hello: Hello;
}

/**
 * How much an exercise computes: `small` is matrices of a few hundred numbers, where a call into another
 * world costs more than the arithmetic; `large` is the training of a convolutional network.
 */
export type WorkSize = 'small' | 'large';

export interface Request {
  work: WorkSize;
  /** Backends that failed in the middle of this work; they are not taken again. */
  without?: readonly PassedOver[];
}

/**
 * Keeps one runner process warm. A process serves one learner's file and is then thrown away, so that
 * nothing of one submission reaches the next; while it works, the next one starts.
 */
export class RunnerPool {
  private warm?: { process: Promise<Started>; work: WorkSize };
  private readonly busy = new Set<Runner>();
  private disposed = false;
  private last: WorkSize = 'small';

  constructor(
    private readonly options: (work: WorkSize) => SpawnOptions | Promise<SpawnOptions>,
    private readonly keepWarm = true,
    /** Told of every process that has started. */
    private readonly onStart: (hello: Hello, work: WorkSize) => void = () => {},
  ) {}

  /** Starts a process in the background, if none is waiting. */
  prepare(work: WorkSize = 'small'): void {
    if (this.warm?.work === work || this.disposed) return;
    if (this.warm) void discard(this.warm.process);
    const warm = { process: this.start(work), work };
    warm.process.catch(() => {
      if (this.warm === warm) this.warm = undefined; // whoever takes it hears why
    });
    this.warm = warm;
  }

  /** A fresh process: the warm one, where it fits and still lives. Hand it back with `release`. */
  async take({ work, without = [] }: Request = { work: 'small' }): Promise<Started> {
    if (this.disposed) throw new Error('the pool is closed');
    this.last = work;
    const warm = this.warm;
    this.warm = undefined; // at once: nobody else is to get the same process
    const started = (warm && (await this.ifItFits(warm, work, without))) ?? (await this.start(work, without));
    if (this.disposed) {
      await started.runner.dispose();
      throw new Error('the pool is closed');
    }
    this.busy.add(started.runner);
    return started;
  }

  /** The settings, or what was measured, may have changed while a process waited; or it was killed. */
  private async ifItFits(warm: { process: Promise<Started>; work: WorkSize }, work: WorkSize, without: readonly PassedOver[]): Promise<Started | undefined> {
    const [started, wanted] = await Promise.all([warm.process, this.options(work)]);
    const same = warm.work === work && without.length === 0 && isDeepStrictEqual(started.runner.startedWith, wanted);
    if (same && started.runner.alive) return started;
    void started.runner.dispose();
    return undefined;
  }

  private async start(work: WorkSize, without: readonly PassedOver[] = []): Promise<Started> {
    const options = await this.options(work);
    // What failed once is not tried again; wasm and cpu start everywhere.
    const started = await Runner.start(without.length === 0 ? options : { ...options, backend: 'wasm', passedOver: [...(options.passedOver ?? []), ...without] });
    this.onStart(started.hello, work);
    return started;
  }

  async release(runner: Runner): Promise<void> {
    this.busy.delete(runner);
    await runner.dispose();
    if (this.keepWarm) this.prepare(this.last);
  }

  /** Ends every process. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all([this.drop(), ...[...this.busy].map((runner) => runner.dispose())]);
  }

  private async drop(): Promise<void> {
    const warm = this.warm;
    this.warm = undefined;
    if (warm) await discard(warm.process);
  }
}

async function discard(process: Promise<Started>): Promise<void> {
  const started = await process.catch(() => undefined);
  await started?.runner.dispose();
}
