/** A whole grade of each exercise's reference solution: time, CPU time of the runner, its memory at the highest. */
import fs from 'node:fs';
import path from 'node:path';
import { packDigits } from '../../content/exercises/cnn/packDigits.mjs';
import { ROOT } from './build.mjs';
import { cpuOf, emptyNode, median } from './measure.mjs';

/** The backends that an exercise is graded on by default, and native TensorFlow where it is installed. */
const GRADES = [
  { exercise: 'neural-network', work: 'small', backends: ['cpu', 'wasm'], runs: 3 },
  { exercise: 'recommender', work: 'small', backends: ['cpu', 'wasm'], runs: 3 },
  { exercise: 'cnn', work: 'large', backends: ['wasm', 'tensorflow'], runs: 1 },
];
/** Milliseconds for a grade of cnn (two cores, wasm). */
const GOAL_CNN = 90_000;

/** The highest resident size so far, in MB (Linux). */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return undefined;
  }
}

async function gradeOnce({ engine, script, codeFolder, dataFolder }, { exercise, work }, backend, binding) {
  const pool = new engine.RunnerPool(() => ({ script, codeFolder, backend, binding, heapMb: 1024 }), false);
  try {
    pool.prepare(work);
    const { runner } = await pool.warm.process;
    const source = await engine.readSource(path.join(ROOT, 'content/exercises', exercise, 'solution.ts'));
    const cpuBefore = cpuOf(runner.pid);
    let cpu, peak;
    const from = performance.now();
    const report = await engine.grade({
      grader: engine.GRADERS.get(exercise), source, pool, seed: 1, work, dataFolder,
      onCheck: () => {
        cpu = cpuOf(runner.pid) - cpuBefore;
        peak = peakOf(runner.pid) ?? peak;
      },
    });
    if (report.verdict !== 'passed' || report.backend !== backend) throw new Error(`${exercise} on ${backend}: ${report.score} of ${report.maxScore}, on ${report.backend}`);
    return { ms: performance.now() - from, cpu, peak };
  } finally {
    await pool.dispose();
  }
}

export async function gradesSection(built, print, { json }) {
  const dataFolder = path.join(path.dirname(built.script), '../data');
  await packDigits({ outfile: path.join(dataFolder, 'digits.gz') });
  const empty = median(Array.from({ length: 15 }, () => emptyNode()));
  const { binding } = await built.engine.findNative({ root: ROOT });
  const rows = [];
  const grades = {};
  for (const grade of GRADES) {
    for (const backend of grade.backends) {
      const name = `${grade.exercise} on ${backend}`;
      if (backend === 'tensorflow' && !binding) {
        if (!json) console.log(`${name}: left out, native TensorFlow is not installed (npm run native)`);
        continue;
      }
      const runs = [];
      for (let run = 0; run < grade.runs; run++) runs.push(await gradeOnce({ ...built, dataFolder }, grade, backend, binding));
      grades[name] = runs;
      const of = (key) => median(runs.map((one) => one[key]));
      rows.push({ figure: `grade of ${name}`, value: of('ms'), unit: 'ms', ratio: of('ms') / empty, ...(grade.exercise === 'cnn' && backend === 'wasm' && { goal: GOAL_CNN }) });
      rows.push({ figure: '  CPU time of the runner', value: of('cpu'), unit: 'ms', ratio: of('cpu') / empty });
      rows.push({ figure: '  memory at the highest', value: of('peak'), unit: 'MB' });
    }
  }
  if (!json) print(rows);
  return { grades, rows };
}
