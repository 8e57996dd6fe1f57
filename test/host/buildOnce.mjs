/** Builds, and packs, only when something that goes in has changed since. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, VSCODE_HOME } from './paths.mjs';

/** Everything that the build reads. A file that is missing counts as missing. */
const INPUTS = ['src', 'webview', 'content', 'media', 'esbuild.mjs', 'tsconfig.json', 'package.json', 'package-lock.json',
  'package.nls.json', 'package.nls.zh-cn.json', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** @param {string} place @returns {string[]} */
function filesIn(place) {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [place];
  return fs.readdirSync(place, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/** Size and time of every input: quick, and an edit changes one of them. */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap(name => filesIn(path.join(ROOT, name)))) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${path.relative(ROOT, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * Does the work unless it was done for the same inputs and its result is still there.
 * @param {string} name
 * @param {string} inputs A fingerprint, taken before the work.
 * @param {string} result A file that the work leaves.
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} Whether it was done now.
 */
export async function once(name, inputs, result, work) {
  const stamp = path.join(VSCODE_HOME, `${name}.stamp`);
  const before = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : '';
  if (before === inputs && fs.existsSync(result)) return false;
  fs.mkdirSync(VSCODE_HOME, { recursive: true });
  fs.rmSync(stamp, { force: true });
  await work();
  fs.writeFileSync(stamp, inputs);
  return true;
}
