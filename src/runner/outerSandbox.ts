import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * A fence of the operating system around the runner, besides Node's permission model: for whoever grades other
 * people's code. Each command ends by becoming the program that follows it, so that the process id stays.
 */
export interface OuterSandbox {
  kind: 'namespacesReadOnly' | 'namespaces' | 'seatbelt';
  /** Stands before the runner's own command. */
  command: string[];
}

const NAMESPACES = ['unshare', '--user', '--map-root-user', '--net', '--ipc'];
const SEATBELT = '(version 1)(allow default)(deny network*)(deny file-write* (require-not (subpath "/dev")))';

/** Best first. On Linux no network but for the process itself, and a root file system that nobody can write to. */
const KNOWN: Partial<Record<NodeJS.Platform, OuterSandbox[]>> = {
  linux: [
    { kind: 'namespacesReadOnly', command: [...NAMESPACES, '--mount', '--', '/bin/sh', '-c', 'mount -o remount,bind,ro / && exec "$@"', 'sh'] },
    { kind: 'namespaces', command: [...NAMESPACES, '--'] },
  ],
  darwin: [{ kind: 'seatbelt', command: ['sandbox-exec', '-p', SEATBELT] }],
};

/**
 * The best that this machine grants, found by starting a Node in it.
 * @returns or why there is none: what the system said
 */
export async function findOuterSandbox(platform: NodeJS.Platform = process.platform): Promise<OuterSandbox | { why: string }> {
  let why = '';
  for (const sandbox of KNOWN[platform] ?? []) {
    const [command = '', ...args] = [...sandbox.command, process.execPath, '-e', '0'];
    try {
      await promisify(execFile)(command, args, { env: { PATH: process.env.PATH, ELECTRON_RUN_AS_NODE: '1' }, timeout: 10_000 });
      return sandbox;
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: string };
      why ||= (stderr?.trim() || message).split('\n', 1)[0]!;
    }
  }
  return { why: why || platform };
}
