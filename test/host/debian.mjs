/** Packages of the operating system, on Debian and its children when we are root; elsewhere one command to type. */
import fs from 'node:fs';
import { must, onPath, run } from './processes.mjs';
import { SetupError, step } from './steps.mjs';

const canInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;

/** apt allows one run at a time, and two installs of ours may ask at once: one after the other. */
let queue = Promise.resolve();
let listsFresh = false;

/** @param {string} name */
async function isInstalled(name) {
  const { code, output } = await run('dpkg-query', ['-W', '-f', '${db:Status-Status}', name]);
  return code === 0 && output.includes('installed') && !output.includes('not-installed');
}

/** @param {string[]} packages @param {(line: string) => void} print */
async function install(packages, print) {
  /** @type {string[]} */
  const missing = [];
  for (const name of packages) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length === 0) return;
  await step(`Debian packages ${missing.join(' ')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    if (!listsFresh) await must('apt-get', ['update', '-qq'], { env, timeoutMs: 180_000 });
    listsFresh = true;
    await must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...missing], { env, timeoutMs: 400_000 });
  }, print);
}

/**
 * Installs the packages where that is possible.
 * @param {string[]} packages
 * @param {string} why Completes the sentence "… is needed <why>".
 * @param {(line: string) => void} [print]
 */
export async function debianPackages(packages, why, print = line => console.log(line)) {
  if (!canInstall()) throw new SetupError(`${packages[0]} is needed ${why}. ${typeThis(packages)}`);
  const turn = queue.then(() => install(packages, print));
  queue = turn.catch(() => undefined);
  await turn;
}

/** @param {string[]} packages */
function typeThis(packages) {
  if (fs.existsSync('/etc/debian_version')) return `Type: sudo apt-get install -y ${packages.join(' ')}`;
  return `Install it with your system's package manager (on Debian: ${packages.join(' ')}).`;
}
