import { Worker } from 'node:worker_threads';

/**
 * A process in an endless loop hears nothing, so it would outlive a host that was killed. A thread watches
 * the parent and ends the whole process within a second of the parent's end.
 */
export function dieWithParent(): void {
  const watch = `
    const parent = process.ppid;
    const alive = () => { try { process.kill(parent, 0); return true; } catch (error) { return error.code === 'EPERM'; } };
    setInterval(() => { if (process.ppid !== parent || !alive()) process.kill(process.pid, 'SIGKILL'); }, 500);`;
  new Worker(watch, { eval: true, stdout: false, stderr: false }).unref();
}

/**
 * Takes away what no exercise needs and what reaches beyond this process: signals to others (the host's
 * process id is known), native code, Node's modules, the network. Not a sandbox, but one road less; the
 * permission model (src/runner/spawn.ts) is the other half.
 */
export function disarm(): void {
  const reachesOut = ['kill', '_kill', 'binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'mainModule', '_debugProcess', '_debugEnd', 'report', 'send', 'disconnect', 'setuid', 'setgid', 'seteuid', 'setegid', 'setgroups', 'initgroups', 'chdir', 'loadEnvFile', 'execve'];
  for (const name of reachesOut) Object.defineProperty(process, name, { value: undefined, configurable: false, writable: false });
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
}
