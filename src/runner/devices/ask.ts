import { spawn } from 'node:child_process';

export type Answer =
  | { status: 'answered'; stdout: string }
  /** It ended with another code than 0; `words` is what it said. */
  | { status: 'failed'; words: string }
  | { status: 'absent' }
  /** It was cut off after this time. */
  | { status: 'hung'; afterMs: number };

/** More than this is no answer to any of our questions, in characters. */
const MOST = 1_000_000;

/**
 * Runs a program and gives what it prints. After `limitMs`, or when the signal is aborted, the program and all
 * that it started are ended and nobody waits for them any longer: a driver that hangs can hold a process
 * where no signal reaches it.
 */
export function ask(program: string, args: readonly string[], { limitMs, signal, env = process.env }: { limitMs: number; signal?: AbortSignal; env?: NodeJS.ProcessEnv }): Promise<Answer> {
  const from = performance.now();
  return new Promise((resolve) => {
    // In a group of its own, so that what it started ends with it.
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, detached: process.platform !== 'win32' });
    let stdout = '';
    let stderr = '';
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cut);
      resolve(answer);
    };
    const cut = () => {
      end(child.pid);
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      settle({ status: 'hung', afterMs: Math.round(performance.now() - from) });
    };
    const timer = setTimeout(cut, limitMs);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout.length < MOST ? (stdout += chunk) : cut()));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => stderr.length < MOST && (stderr += chunk));
    child.on('error', (error: NodeJS.ErrnoException) => settle(error.code === 'ENOENT' ? { status: 'absent' } : { status: 'failed', words: error.message }));
    child.on('close', (code) => settle(code === 0 ? { status: 'answered', stdout } : { status: 'failed', words: (stderr.trim() || stdout.trim() || `exit code ${code}`).slice(0, 300) }));
    if (signal?.aborted) cut();
    else signal?.addEventListener('abort', cut);
  });
}

function end(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
