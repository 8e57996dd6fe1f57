/**
 * Child processes that never outlive this one. Each child leads a process group of its own, so that what it
 * starts (an extension host, a language server, a shell) ends with it; Ctrl+C, a crash and a plain exit all
 * end every group that is still alive.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const alive = new Set();
/** @type {Set<string>} */
const temporary = new Set();
let watching = false;

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already: that is what was wanted.
  }
}

function endAll() {
  for (const child of alive) signalGroup(child, 'SIGKILL');
  for (const folder of temporary) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Exit codes are the shell's: 128 + the number of the signal. */
const DEADLY = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

function watch() {
  if (watching) return;
  watching = true;
  process.on('exit', endAll);
  for (const [signal, code] of Object.entries(DEADLY)) process.on(signal, () => process.exit(code));
}

/** Removes `folder` when this process ends, however it ends. @param {string} folder */
export function removeAtExit(folder) {
  watch();
  temporary.add(folder);
}

/** The folder is finished and stays. @param {string} folder */
export function keep(folder) {
  temporary.delete(folder);
}

/**
 * Starts a long-lived child that ends with this process.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function start(command, args, options = {}) {
  watch();
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  alive.add(child);
  // The group may outlive its leader for a moment: end what is left of it too.
  child.once('exit', () => {
    signalGroup(child, 'SIGKILL');
    alive.delete(child);
  });
  child.once('error', () => alive.delete(child));
  return child;
}

/**
 * Asks the child's group to end, then insists.
 * @param {ChildProcess} child
 * @param {number} [patienceMs]
 * @returns {Promise<void>}
 */
export async function stop(child, patienceMs = 5000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', () => resolve(undefined)));
  signalGroup(child, 'SIGTERM');
  const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
  await gone;
  clearTimeout(insist);
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onOutput?: (text: string) => void }} [options]
 *   Output is collected in any case; `onOutput` sees it as it comes.
 * @returns {Promise<{ code: number, output: string }>} The code is 124 after a timeout and 127 when the command is not there.
 */
export function run(command, args, { timeoutMs, onOutput, ...options } = {}) {
  return new Promise(resolve => {
    const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let late = false;
    /** @param {string} text */
    const collect = text => {
      output += text;
      onOutput?.(text);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', collect);
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => {
      late = true;
      collect(`\nstopped after ${timeoutMs / 1000} s\n`);
      signalGroup(child, 'SIGKILL');
    }, timeoutMs);
    child.once('error', error => {
      clearTimeout(timer);
      resolve({ code: 127, output: output + error.message });
    });
    child.once('close', code => {
      clearTimeout(timer);
      resolve({ code: late ? 124 : (code ?? 1), output });
    });
  });
}

/**
 * As `run`, but a failure throws with the end of the output, which is where tools say what went wrong.
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 * @returns {Promise<string>}
 */
export async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${path.basename(command)} ${args.join(' ')} ended with ${code}:\n${output.slice(-3000)}`);
  return output;
}

/**
 * npm through the Node that runs this program: npm's own script where it is known (this also spares a shell on
 * Windows, where npm is a batch file), `npm` on the PATH otherwise.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function npm(args) {
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env.npm_execpath, beside].find(file => file?.endsWith('npm-cli.js') && fs.existsSync(file));
  return script ? [process.execPath, [script, ...args]] : ['npm', args];
}

/** Where a command is on the PATH. @param {string} name @returns {string | undefined} */
export function onPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (folder && fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    }
  }
  return undefined;
}
