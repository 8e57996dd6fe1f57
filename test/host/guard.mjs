/**
 * Runs a command and ends it, with all that it started, when whoever started this program is gone: our standard
 * input is a pipe from there, and it closes however they ended, a kill included.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('guard: no command');
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/** @param {NodeJS.Signals} signal The whole group: this program leads it and ends with it. */
const end = signal => {
  if (process.platform === 'win32') child.kill();
  else process.kill(-process.pid, signal);
};
process.stdin.on('end', () => end('SIGKILL')).on('error', () => end('SIGKILL')).resume();
child.once('error', error => {
  console.error(error.message);
  process.exit(127);
});
child.once('exit', code => process.exit(code ?? 1));
