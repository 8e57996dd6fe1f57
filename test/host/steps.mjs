/** What a person sees while something is installed or tested: one line per step, with its seconds. */
import fs from 'node:fs';

/** @param {number} since A value of `performance.now()`. @returns {string} For example `12.3 s`. */
export const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs one step and says what it was and how long it took, also when it fails.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @param {(line: string) => void} [print]
 * @returns {Promise<T>}
 */
export async function step(title, work, print = line => console.log(line)) {
  const since = performance.now();
  try {
    const result = await work();
    print(`${title}: ${seconds(since)}`);
    return result;
  } catch (error) {
    print(`${title}: failed after ${seconds(since)}`);
    throw error;
  }
}

/** An error whose message is for a person: what went wrong and what to type. Shown without its stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}

/** @param {unknown} error @returns {string} */
export const explain = error => (error instanceof SetupError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));

/** A suite that makes no progress for so long hangs. */
export const SILENCE_MS = 180_000;

/**
 * Rejects when `file` has not changed for a while before `work` is done: a long run may go on, a hang may not.
 * @template T
 * @param {Promise<T>} work
 * @param {string} file
 * @param {number} silenceMs
 * @param {string} what
 * @returns {Promise<T>}
 */
export async function whileChanging(work, file, silenceMs, what) {
  let changed = 0;
  let since = performance.now();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const silent = new Promise((_, reject) => {
    timer = setInterval(() => {
      const now = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (now !== changed) since = performance.now();
      changed = now;
      if (performance.now() - since > silenceMs) reject(new SetupError(`${what}: no progress for ${silenceMs / 1000} s`));
    }, 500);
  });
  try {
    return /** @type {T} */ (await Promise.race([work, silent]));
  } finally {
    clearInterval(timer);
  }
}

/**
 * Rejects when `work` is not done in time, so that a hang becomes a failure with a name.
 * @template T
 * @param {Promise<T>} work
 * @param {number} ms
 * @param {string} what
 * @returns {Promise<T>}
 */
export async function within(work, ms, what) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${ms / 1000} s`)), ms);
  });
  try {
    return /** @type {T} */ (await Promise.race([work, late]));
  } finally {
    clearTimeout(timer);
  }
}
