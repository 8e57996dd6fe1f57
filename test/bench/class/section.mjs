/** The section `class` of the benchmarks: how fast a class is graded, whether the host's memory stays flat, and otter-grader beside it. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { againstOtter } from './againstOtter.mjs';
import { buildCli, gradeAll } from './cli.mjs';
import { hostMemory } from './hostMemory.mjs';
import { expectGrades, writeClass } from './submissions.mjs';

/** Multiples of three; few of cnn, which takes twenty seconds each. */
const CLASSES = { 'neural-network': 36, recommender: 36, cnn: 6 };

export async function classSection(built, print, { json, python }) {
  const say = (text) => console.error(text); // stdout is the table's
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'coursework-class-'));
  const show = (rows) => {
    if (!json) print(rows);
    return rows;
  };
  try {
    say('building the command line …');
    const cli = await buildCli(built, folder);
    const grade = (exercise, name) => gradeAll(cli, { exercise, dir: path.join(folder, name), out: path.join(folder, `${name}-out`) });
    await writeClass('neural-network', path.join(folder, 'warm'), 3); // writes V8's code of the runner, as the first run on a machine does
    const { sandbox } = await grade('neural-network', 'warm');
    say(sandbox);

    const speed = {};
    for (const [exercise, count] of Object.entries(CLASSES)) {
      say(`${count} submissions of ${exercise} …`);
      await writeClass(exercise, path.join(folder, exercise), count);
      const { summary, ...run } = await grade(exercise, exercise);
      expectGrades(summary.submissions.map(({ submission, verdict }) => ({ name: submission, full: verdict === 'passed' })));
      speed[exercise] = { count, ...run };
      show(speedRows(exercise, speed[exercise]));
    }

    const otter = await againstOtter({ cli, folder, python, say });
    if (otter.notRun && !json) console.log(`otter-grader: not run, ${otter.notRun}`);
    show(otter.rows ?? []);

    const memory = await hostMemory({ cli, folder, say });
    show(memory.rows);
    return { cores: Math.min(2, os.availableParallelism()), sandbox, speed, otter, memory };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

function speedRows(exercise, { count, seconds, cpu, highest }) {
  return [
    { figure: `${exercise}: a class of ${count}`, value: (60 * count) / seconds, unit: 'per minute' },
    ...(cpu === undefined ? [] : [{ figure: '  CPU time of all processes, each', value: cpu / count, unit: 's' }]),
    ...(highest === undefined ? [] : [{ figure: '  memory of the host at the highest', value: highest, unit: 'MB' }]),
  ];
}
