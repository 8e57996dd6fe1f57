/** The memory of grade-all's own process while it grades a large class. */
import path from 'node:path';
import { median } from '../measure.mjs';
import { gradeAll } from './cli.mjs';
import { writeHastyClass } from './submissions.mjs';

const HASTY = 1_000;
const SAMPLE_EVERY = 50;
/** How much the host's memory may grow from the second quarter of a large class to the last. */
const FLAT = 1.1;

/** The median of what the host holds during each fifty submissions, and whether the last quarter's is that of the second. */
export async function hostMemory({ cli, folder, say }) {
  say(`memory over ${HASTY} submissions …`);
  const dir = path.join(folder, 'hasty');
  await writeHastyClass(dir, HASTY);
  const seen = Array.from({ length: HASTY / SAMPLE_EVERY }, () => []);
  const { seconds, cpu, highest, summary } = await gradeAll(cli, { exercise: 'neural-network', dir, out: `${dir}-out`, watch: (done, memory) => seen[Math.floor(done / SAMPLE_EVERY)]?.push(memory) });
  if (summary.submissions.length !== HASTY) throw new Error(`${summary.submissions.length} of ${HASTY} submissions were graded`);
  if (highest === undefined) return { notRun: 'needs /proc', rows: [] };
  const samples = seen.map(median);
  const quarter = samples.length / 4;
  const [second, last] = [samples.slice(quarter, 2 * quarter), samples.slice(3 * quarter)].map(median);
  const rows = [
    { figure: `host, submissions ${HASTY / 4 + 1} to ${HASTY / 2}`, value: second, unit: 'MB' },
    { figure: `host, the last ${HASTY / 4} of ${HASTY}`, value: last, unit: 'MB', ratio: last / second, of: 'second quarter', goalRatio: FLAT },
    { figure: 'host at the highest, summary included', value: highest, unit: 'MB' },
  ];
  return { seconds, cpu, samples, highest, rows };
}
