import { spawn, type ChildProcess } from 'node:child_process';

/**
 * A process in an endless loop hears nothing, so it would outlive a host that is killed. One small process
 * beside the host knows which ones there are; when the pipe to it closes, because the host has ended in
 * whatever way, it kills what is left. A shell where there is one: it takes a megabyte, another Node forty.
 */
export const SHELL = `
pids=
while read -r op pid; do
  case $op in
    +) pids="$pids $pid" ;;
    -) rest=; for one in $pids; do [ "$one" = "$pid" ] || rest="$rest $one"; done; pids=$rest ;;
  esac
done
[ -z "$pids" ] || kill -9 $pids`;

/** The same where there is no shell. */
export const NODE = `
const pids = new Set();
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [op, pid] = line.split(' ');
  if (op === '+') pids.add(Number(pid)); else pids.delete(Number(pid));
}).on('close', () => {
  for (const pid of pids) try { process.kill(pid, 'SIGKILL'); } catch {}
});`;

const living = new Set<number>();
let watcher: ChildProcess | undefined;

/** From now on `child` ends when this process does. */
export function endWithHost(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  living.add(pid);
  if (watcher) tell('+', pid);
  else start();
  child.once('exit', () => {
    living.delete(pid);
    tell('-', pid);
  });
}

const tell = (op: '+' | '-', pid: number) => void watcher?.stdin?.write(`${op} ${pid}\n`);

/** In a session of its own: what a terminal sends to all of the host's processes (Ctrl+C) is not for it. */
function start(): void {
  const options = { detached: true, stdio: ['pipe', 'ignore', 'ignore'] as ['pipe', 'ignore', 'ignore'], windowsHide: true };
  const started =
    process.platform === 'win32'
      ? spawn(process.execPath, ['-e', NODE], { ...options, env: { SystemRoot: process.env.SystemRoot, ELECTRON_RUN_AS_NODE: '1' } })
      : spawn('/bin/sh', ['-c', SHELL], { ...options, env: { PATH: '/usr/bin:/bin' } });
  watcher = started;
  const gone = () => {
    if (watcher === started) watcher = undefined; // the next runner starts another, which hears of all
  };
  started.on('error', gone);
  started.on('exit', gone);
  started.stdin.on('error', gone);
  for (const pid of living) tell('+', pid);
  // It must not keep the host from ending.
  started.unref();
  (started.stdin as unknown as { unref?(): void }).unref?.();
}
