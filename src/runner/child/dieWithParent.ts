const { ppid } = process;

/**
 * A process in an endless loop hears nothing, so it would outlive a host that was killed. A thread watches
 * the parent and ends the whole process within a second of the parent's end. To be started before the
 * learner's file is loaded; after hello, so that nobody waits for it.
 */
export async function dieWithParent(): Promise<void> {
  const watch = `
    const parent = ${ppid};
    const alive = () => { try { process.kill(parent, 0); return true; } catch (error) { return error.code === 'EPERM'; } };
    setInterval(() => { if (process.ppid !== parent || !alive()) process.kill(process.pid, 'SIGKILL'); }, 500);`;
  // Loaded here because that, too, takes milliseconds.
  const { Worker } = await import('node:worker_threads');
  new Worker(watch, { eval: true, stdin: false, stdout: false, stderr: false, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 } }).unref();
}
