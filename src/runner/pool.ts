import { Runner, type Hello } from './runner';
import type { SpawnOptions } from './spawn';

interface Started {
  runner: Runner;
  hello: Hello;
}

/**
 * Keeps one runner process warm. A process serves one learner's file and is then thrown away, so that
 * nothing of one submission reaches the next; while it works, the next one starts.
 */
export class RunnerPool {
  private warm?: { process: Promise<Started>; backend: SpawnOptions['backend'] };
  private readonly busy = new Set<Runner>();
  private disposed = false;

  constructor(
    private readonly options: () => SpawnOptions,
    private readonly keepWarm = true,
  ) {}

  /** Starts a process in the background, if none is waiting. */
  prepare(): void {
    if (this.warm || this.disposed) return;
    const options = this.options();
    const warm = { process: Runner.start(options), backend: options.backend };
    warm.process.catch(() => {
      if (this.warm === warm) this.warm = undefined; // whoever takes it hears why
    });
    this.warm = warm;
  }

  /** A fresh process: the warm one, where it fits and still lives. Hand it back with `release`. */
  async take(): Promise<Started> {
    if (this.disposed) throw new Error('the pool is closed');
    const options = this.options();
    const warm = this.warm;
    this.warm = undefined; // at once: nobody else is to get the same process
    const fits = warm?.backend === options.backend;
    if (warm && !fits) void discard(warm.process);
    let started = fits ? await warm.process : await Runner.start(options);
    if (!started.runner.alive) started = await Runner.start(options); // it was killed while it waited
    if (this.disposed) {
      await started.runner.dispose();
      throw new Error('the pool is closed');
    }
    this.busy.add(started.runner);
    return started;
  }

  async release(runner: Runner): Promise<void> {
    this.busy.delete(runner);
    await runner.dispose();
    if (this.keepWarm) this.prepare();
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
