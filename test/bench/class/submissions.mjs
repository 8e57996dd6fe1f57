/** Classes to grade: the reference solution, other right solutions and wrong ones, a third each, every file alone. */
import fs from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from '../build.mjs';

const corpus = (exercise, kind) => path.join(ROOT, 'test/runner/grading', exercise === 'neural-network' ? kind : `${exercise}/${kind}`);

/** A submission of a corpus with what it imports from beside it, as one file. */
async function single(file) {
  const { outputFiles } = await esbuild.build({ entryPoints: [file], bundle: true, write: false, format: 'esm', platform: 'neutral', target: 'es2022', charset: 'utf8', external: ['@tensorflow/tfjs'], logLevel: 'error' });
  return outputFiles[0].text;
}

async function filesIn(folder) {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map(({ name }) => path.join(folder, name)).sort();
}

/** `count` of a list, spread over it; more than once each where there are not so many. */
const spread = (list, count) => Array.from({ length: count }, (_, i) => list[count <= list.length ? Math.floor((i * list.length) / count) : i % list.length]);

/** Writes a class of `count` (a multiple of three) into `dir`. A name's beginning says what its grade must be. */
export async function writeClass(exercise, dir, count) {
  await fs.mkdir(dir, { recursive: true });
  const reference = await fs.readFile(path.join(ROOT, 'content/exercises', exercise, 'solution.ts'), 'utf8');
  const third = count / 3;
  const texts = { reference: Array.from({ length: third }, () => reference) };
  for (const kind of ['right', 'wrong']) texts[kind] = await Promise.all(spread(await filesIn(corpus(exercise, kind)), third).map(single));
  for (const [kind, list] of Object.entries(texts)) {
    for (const [i, text] of list.entries()) await fs.writeFile(path.join(dir, named(kind, i, 'ts')), `${text}\n// Submission ${i}\n`);
  }
}

/** The number stands first, so that kinds alternate in the order of names. */
export const named = (kind, i, extension) => `${String(i).padStart(3, '0')}-${kind}.${extension}`;

/** @throws where a grade is not what the name says: the figures would be of something else */
export function expectGrades(grades) {
  for (const { name, full } of grades) if (full === name.includes('-wrong')) throw new Error(`${name} got ${full ? 'full marks' : 'less than full marks'}`);
}

/** As many as `count`, of which one in `FULL_EVERY` is the reference solution and the others fail at once. */
const FULL_EVERY = 20;

export async function writeHastyClass(dir, count) {
  await fs.mkdir(dir, { recursive: true });
  const folder = path.join(ROOT, 'content/exercises/neural-network');
  const [reference, starter] = await Promise.all(['solution.ts', 'starter.en.ts'].map((name) => fs.readFile(path.join(folder, name), 'utf8')));
  const tiny = ['export const forward = (x => ;\n', 'export {};\n', starter];
  for (let i = 0; i < count; i++) {
    const text = i % FULL_EVERY === 0 ? reference : tiny[i % tiny.length];
    await fs.writeFile(path.join(dir, `${String(i).padStart(4, '0')}.ts`), `${text}// Submission ${i}\n`);
  }
}
