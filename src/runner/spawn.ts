import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { BackendChoice } from './protocol/backends';

/** How to start a runner process. */
export interface SpawnOptions {
  /** Absolute path of dist/runner/runner.js. */
  script: string;
  backend: BackendChoice;
  /** The Node (or Electron) to run it; by default the one that runs us. */
  execPath?: string;
  /** Ceiling of the JavaScript heap, in MB. */
  heapMb: number;
  /** Ceiling of all memory of the process, in MB; by default `RUNNER_MEMORY_MB`. */
  memoryMb?: number;
}

/** The environment is made anew: nothing of the user's session (tokens, proxies, VSCODE_*) is the learner's business. */
function environment(): NodeJS.ProcessEnv {
  const keep = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'];
  const env: NodeJS.ProcessEnv = { ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' };
  for (const name of keep) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}

/** The permission model's switch, under its two names; `undefined` starts without it, where a Node has neither. */
export const PERMISSION_SWITCHES = ['--permission', '--experimental-permission', undefined] as const;
export type PermissionSwitch = (typeof PERMISSION_SWITCHES)[number];

/** Node ends with this code when it is given an option that it does not know. */
export const BAD_OPTION = 9;

/**
 * Node's options for the child. The permission model lets it read its own folder and nothing else; the
 * learner's files come to it as text. It may start one thread, which watches whether the host still lives.
 */
export function nodeOptions(script: string, heapMb: number, permission: PermissionSwitch): string[] {
  // Code made from text (eval, new Function) would come without the runner's rules for imports.
  const options = ['--experimental-vm-modules', '--disallow-code-generation-from-strings', `--max-old-space-size=${heapMb}`, '--disable-proto=delete'];
  if (permission) options.push(permission, `--allow-fs-read=${path.join(path.dirname(script), '*')}`, '--allow-worker');
  return options;
}

/** Starts the process. Its stdout and stderr are the learner's prints; messages travel on the IPC channel. */
export function spawnRunner(options: SpawnOptions, permission: PermissionSwitch): ChildProcess {
  // Node looks at where a script really lies, so that is the folder to allow.
  const script = fs.realpathSync(options.script);
  return fork(script, [options.backend], {
    execPath: options.execPath ?? process.execPath,
    execArgv: nodeOptions(script, options.heapMb, permission),
    env: environment(),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: path.dirname(script),
  });
}

/** Bound on what the process may hold in memory in all, in MB: typed arrays are not in the JavaScript heap. */
export const RUNNER_MEMORY_MB = 3_000;

/** Ceiling of the learner's JavaScript heap, in MB. */
export const RUNNER_HEAP_MB = 1024;
