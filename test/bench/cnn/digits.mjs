/**
 * 10,000 real handwritten digits (package `mnist`), split the same way each time: 8,000 to train, 2,000 held
 * out. Nothing here is random.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
export const PIXELS = 28 * 28;
const HELD_OUT = 2_000;

/**
 * @returns {Promise<{train: Digits, heldOut: Digits}>} `pixels`: n × 784 grey levels 0–255, row by row;
 *   `labels`: n classes 0–9. @typedef {{pixels: Uint8Array, labels: Uint8Array}} Digits
 */
export async function readDigits() {
  const folder = path.join(path.dirname(require.resolve('mnist/package.json')), 'src/digits');
  const samples = [];
  for (let label = 0; label < 10; label++) {
    // The package holds levels / 255, rounded to three decimals.
    const { data } = JSON.parse(await readFile(path.join(folder, `${label}.json`), 'utf8'));
    const levels = Uint8Array.from(data, (value) => Math.round(value * 255));
    for (let i = 0; i + PIXELS <= levels.length; i += PIXELS) samples.push({ label, pixels: levels.subarray(i, i + PIXELS) });
  }
  shuffle(samples);
  return { heldOut: packed(samples.slice(0, HELD_OUT)), train: packed(samples.slice(HELD_OUT)) };
}

function packed(samples) {
  const pixels = new Uint8Array(samples.length * PIXELS);
  samples.forEach((sample, i) => pixels.set(sample.pixels, i * PIXELS));
  return { pixels, labels: Uint8Array.from(samples, ({ label }) => label) };
}

/** Fisher–Yates with a fixed sequence (Numerical Recipes' linear congruence): the file is sorted by class. */
function shuffle(list) {
  let state = 1;
  for (let i = list.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
}
