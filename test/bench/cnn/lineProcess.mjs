/** A process that answers lines of JSON with lines of JSON. */
import { spawn } from 'node:child_process';
import readline from 'node:readline';

/** @param env added to ours */
export function lineProcess(command, args, { env = {}, limitMs }) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let words = '';
  child.stderr.on('data', (chunk) => (words = (words + chunk).slice(-2_000)));
  child.stdin.on('error', () => {}); // its end shows as the answer that does not come
  const failed = new Promise((_, reject) => child.once('error', reject));
  failed.catch(() => {});

  const read = async () => {
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs)));
    try {
      const { value, done } = await Promise.race([lines.next(), failed, late]);
      if (done) throw new Error(words.trim().split('\n').at(-1) || 'it ended');
      return JSON.parse(value);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    read,
    ask: (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return read();
    },
    stop: () => child.kill('SIGKILL'),
  };
}
