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
    const process = Runner.start(options);
    process.catch(() => (this.warm = undefined)); // whoever takes it hears why
    this.warm = { process, backend: options.backend };
  }

  /** A fresh process. Hand it back with `release`. */
  async take(): Promise<Started> {
    if (this.disposed) throw new Error('the pool is closed');
    if (this.warm && this.warm.backend !== this.options().backend) await this.drop();
    this.prepare();
    let started = await this.warm!.process;
    this.warm = undefined;
    if (!started.runner.alive) started = await Runner.start(this.options()); // it was killed while it waited
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
    const started = await warm?.process.catch(() => undefined);
    await started?.runner.dispose();
  }
}
