/** The repository's own dependencies. Node's built-ins only: this runs before anything is installed. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { must, npm } from './processes.mjs';
import { step } from './steps.mjs';

/** @typedef {Record<string, { version?: string, link?: boolean, optional?: boolean, os?: string[], cpu?: string[] }>} Locked */

/** @param {string} file @returns {Locked | undefined} */
function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * npm writes its own lock file into node_modules last, so an install that was cut off has none; we also look
 * whether every package is there in the version that the repository asks for. Times prove nothing: a clone and
 * a branch switch both touch files.
 */
export function dependenciesComplete() {
  const wanted = packagesOf('package-lock.json');
  const have = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !have) return false;
  return Object.entries(wanted).every(([place, { version, link, optional }]) => {
    if (place === '' || link) return true;
    const found = have[place];
    // Optional ones are for other systems; npm leaves them out.
    if (!found) return optional === true;
    return found.version === version && fs.existsSync(path.join(ROOT, place, 'package.json'));
  });
}

/** @param {(line: string) => void} [print] @returns {Promise<boolean>} Whether anything was installed. */
export async function ensureDependencies(print) {
  if (dependenciesComplete()) return false;
  await step('Libraries (npm ci)', () => must(...npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']), { cwd: ROOT, timeoutMs: 400_000 }), print);
  return true;
}
