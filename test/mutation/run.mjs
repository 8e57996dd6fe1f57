/**
 * `npm run test:mutation [-- --only cnn] [-- --match text]`: every mutant of every reference solution is graded; one that
 * keeps full marks must stand in equivalent.json with the reason why it is the same program to the grader. Writes
 * summary.md. Exit code 1 where a mutant survives without a reason, or a reason has no survivor.
 */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildForBench, ROOT } from '../bench/build.mjs';
import { packDigits } from '../../content/exercises/cnn/packDigits.mjs';
import { mutantsOf } from './mutants.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const EXERCISES = [
  { id: 'neural-network', work: 'small', backend: 'cpu' },
  { id: 'recommender', work: 'small', backend: 'cpu' },
  { id: 'cnn', work: 'large', backend: 'wasm' },
];
const LEAST = 200;

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const only = option('--only')?.split(',') ?? EXERCISES.map(({ id }) => id);
/** Some mutants, after a change: those whose id holds this text. */
const match = option('--match');
const reasons = JSON.parse(await fs.readFile(here('equivalent.json'), 'utf8'));

const built = await buildForBench();
const dataFolder = path.join(path.dirname(built.script), '../data');
await packDigits({ outfile: path.join(dataFolder, 'digits.gz') });
const results = [];
try {
  for (const exercise of EXERCISES.filter(({ id }) => only.includes(id))) results.push(await mutate(exercise));
} finally {
  await built.remove();
}
await report(results);

async function mutate({ id, work, backend }) {
  const file = path.join(ROOT, 'content/exercises', id, 'solution.ts');
  const source = await built.engine.readSource(file);
  const mutants = mutantsOf(source.text).filter((mutant) => match === undefined || mutant.id.includes(match));
  const grader = built.engine.GRADERS.get(id);
  const outcomes = new Map();
  const queue = mutants[Symbol.iterator]();
  const from = performance.now();
  const worker = async () => {
    const pool = new built.engine.RunnerPool(() => ({ script: built.script, codeFolder: built.codeFolder, backend, heapMb: 1024, memoryMb: 1500 }), false);
    try {
      for (const mutant of queue) {
        const lost = await firstLoss({ grader: { ...grader, challenges: [] }, source: { ...source, text: mutant.text }, pool, work });
        outcomes.set(mutant.id, lost);
        // At once: a run of all takes long, and a stopped one has told what it found.
        if (lost === undefined && reasons[id]?.[mutant.id] === undefined) process.stderr.write(`\nsurvives, line ${mutant.line}: ${mutant.id}\n`);
        if (process.stderr.isTTY) process.stderr.write(`\r${id}: ${outcomes.size} of ${mutants.length} `);
        else if (outcomes.size % 20 === 0) process.stderr.write(`${id}: ${outcomes.size} of ${mutants.length}\n`);
      }
    } finally {
      await pool.dispose();
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, os.availableParallelism()) }, worker));
  if (process.stderr.isTTY) process.stderr.write('\n');
  return { id, mutants, outcomes, seconds: Math.round((performance.now() - from) / 1000) };
}

/** The check at which a mutant first loses points; undefined where it keeps full marks. The rest is not waited for. */
async function firstLoss({ grader, source, pool, work }) {
  const stop = new AbortController();
  let lost;
  try {
    await built.engine.grade({
      grader, source, pool, work, seed: 1, dataFolder, signal: stop.signal,
      onCheck: (check) => {
        if (check.status === 'passed' && check.points === check.maxPoints) return;
        lost ??= check.id;
        stop.abort();
      },
    });
  } catch (error) {
    if (error.name !== 'GradeCancelled') throw error;
  }
  return lost;
}

async function report(results) {
  let failed = false;
  const lines = ['# Mutants of the reference solutions', '', 'Written by `npm run test:mutation`. A mutant is killed when a check takes points from it; a survivor is listed with the reason why it is no other program to a grader.', '', '| exercise | mutants | killed | equivalent | survived |', '| --- | --- | --- | --- | --- |'];
  const details = [];
  for (const { id, mutants, outcomes, seconds } of results) {
    const alive = mutants.filter((mutant) => outcomes.get(mutant.id) === undefined);
    const known = reasons[id] ?? {};
    const unexplained = alive.filter((mutant) => known[mutant.id] === undefined);
    const stale = Object.keys(known).filter((key) => (match === undefined || key.includes(match)) && !alive.some((mutant) => mutant.id === key));
    lines.push(`| ${id} | ${mutants.length} | ${mutants.length - alive.length} | ${alive.length - unexplained.length} | ${unexplained.length} |`);
    console.log(`${id}: ${mutants.length} mutants, ${mutants.length - alive.length} killed, ${alive.length - unexplained.length} equivalent, ${unexplained.length} survived, ${seconds} s`);
    for (const mutant of unexplained) console.log(`  survived, line ${mutant.line}: ${mutant.id}`);
    for (const key of stale) console.log(`  has a reason but does not survive: ${key}`);
    failed ||= unexplained.length > 0 || stale.length > 0;
    const kills = new Map();
    for (const check of outcomes.values()) if (check) kills.set(check, (kills.get(check) ?? 0) + 1);
    details.push('', `## ${id}`, '', `First loss: ${[...kills].sort((a, b) => b[1] - a[1]).map(([check, n]) => `\`${check}\` ${n}`).join(', ')}.`, '');
    for (const mutant of alive.filter((one) => known[one.id] !== undefined)) details.push(`- \`${mutant.id.replaceAll('`', "'")}\` ${known[mutant.id]}`);
  }
  const total = results.reduce((sum, { mutants }) => sum + mutants.length, 0);
  if (results.length === EXERCISES.length && match === undefined) {
    if (total < LEAST) throw new Error(`${total} mutants, at least ${LEAST} are asked`);
    if (!failed) await fs.writeFile(here('summary.md'), `${[...lines, ...details].join('\n')}\n`);
  }
  process.exitCode = failed ? 1 : 0;
}
