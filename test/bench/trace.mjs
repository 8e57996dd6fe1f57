/**
 * What it costs to look at values: the reference solution of each exercise graded and run (its demonstration),
 * with the probes that an editor asks for and without, turn about, each in a process of its own that says hello
 * first. The trainings of cnn on all digits are left out: minutes of kernels beside which a probe is nothing.
 */
import path from 'node:path';
import { packDigits } from '../../content/exercises/cnn/packDigits.mjs';
import { ROOT } from './build.mjs';
import { cpuOf, median } from './measure.mjs';

const WORK = [
  { exercise: 'neural-network', work: 'small', backend: 'cpu', pairs: 15, demo: true },
  { exercise: 'recommender', work: 'small', backend: 'cpu', pairs: 15, demo: true },
  { exercise: 'cnn', work: 'large', backend: 'wasm', pairs: 5, demo: false, without: ['accuracy-held-out'] },
];
/** Times the same without probes. */
const GOAL = 1.05;

async function once({ engine, script, codeFolder, dataFolder }, { exercise, work, backend, without = [] }, how, probed) {
  const pool = new engine.RunnerPool(() => ({ script, codeFolder, backend, heapMb: 1024 }), false);
  try {
    pool.prepare(work);
    const { runner } = await pool.warm.process;
    const source = await engine.readSource(path.join(ROOT, 'content/exercises', exercise, 'solution.ts'));
    const whole = engine.GRADERS.get(exercise);
    const grader = { ...whole, checks: whole.checks.filter(({ id }) => !without.includes(id)), challenges: [] };
    let passes = 0;
    let cpu;
    const cpuBefore = cpuOf(runner.pid);
    const told = () => (cpu = cpuOf(runner.pid) - cpuBefore);
    // As the editor does it, which finds the probes before it starts.
    const probes = engine.probesOf(new engine.SourceText(source.text));
    const watched = probed ? { probes, onObserved: ({ traces }) => (passes = traces.reduce((sum, { count }) => sum + count, 0)) } : {};
    const from = performance.now();
    if (how === 'grade') {
      const report = await engine.grade({ grader, source, pool, seed: 1, work, dataFolder, onCheck: told, ...watched });
      if (report.verdict !== 'passed') throw new Error(`${exercise}: ${report.score} of ${report.maxScore}`);
    } else {
      const outcome = await engine.run({ source, pool, work, forbid: grader.forbid, demo: grader.demo, say: told, onEpoch: told, ...watched });
      if (outcome.status !== 'done') throw new Error(`${exercise}: ${outcome.status}`);
    }
    if (probed && passes === 0) throw new Error(`${exercise}: no probe was passed`);
    return { ms: performance.now() - from, cpu };
  } finally {
    await pool.dispose();
  }
}

export async function traceSection(built, print, { json }) {
  const dataFolder = path.join(path.dirname(built.script), '../data');
  await packDigits({ outfile: path.join(dataFolder, 'digits.gz') });
  const rows = [];
  const pairs = {};
  for (const work of WORK) {
    for (const how of work.demo ? ['grade', 'run'] : ['grade']) {
      const figure = `${how} of ${work.exercise} on ${work.backend}`;
      const runs = [];
      for (let pair = 0; pair < work.pairs; pair++) {
        // Whoever comes first meets a colder processor: that changes too.
        const order = pair % 2 ? [true, false] : [false, true];
        const one = {};
        for (const probed of order) one[probed ? 'probed' : 'plain'] = await once({ ...built, dataFolder }, work, how, probed);
        runs.push(one);
      }
      pairs[figure] = runs;
      const of = (value) => median(runs.map(value));
      rows.push({ figure: `${figure}, with probes`, value: of(({ probed }) => probed.ms), unit: 'ms', ratio: of(({ probed }) => probed.ms) / of(({ plain }) => plain.ms), of: 'without', goalRatio: GOAL });
      rows.push({ figure: '  CPU time of the runner', value: of(({ probed }) => probed.cpu), unit: 'ms', ratio: of(({ probed }) => probed.cpu) / of(({ plain }) => plain.cpu), of: 'without', goalRatio: GOAL });
    }
  }
  if (!json) print(rows);
  return { pairs, rows };
}
