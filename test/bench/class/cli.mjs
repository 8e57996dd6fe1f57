/** The command line as it is shipped, in a folder of its own, and a class graded by it. */
import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { packDigits } from '../../../content/exercises/cnn/packDigits.mjs';
import { productionOptions, ROOT } from '../build.mjs';
import { childrenCpu, memoryStatus, onTwoCores } from './machine.mjs';

const EXERCISES = ['neural-network', 'recommender', 'cnn'];
const WATCH_MS = 100;

/** @returns what `gradeAll` needs: the command line's script, and where it keeps V8's code */
export async function buildCli(built, folder) {
  const dist = path.join(folder, 'dist');
  await esbuild.build({ ...productionOptions, entryPoints: ['src/cli/main.ts'], outfile: path.join(dist, 'cli.js') });
  await fs.cp(path.dirname(built.script), path.join(dist, 'runner'), { recursive: true });
  await exercises(path.join(dist, 'content/exercises'));
  await packDigits({ outfile: path.join(dist, 'data/digits.gz') });
  await fs.cp(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  await fs.cp(path.join(ROOT, 'content/l10n'), path.join(folder, 'content/l10n'), { recursive: true });
  return { script: path.join(dist, 'cli.js'), state: path.join(folder, 'state') };
}

/** What the command line reads of the course; of the pages it asks only whether they are there, so that a page half written stops no bench. */
async function exercises(target) {
  for (const id of EXERCISES) {
    const from = path.join(ROOT, 'content/exercises', id);
    for (const name of await fs.readdir(from)) if (/^(?:item\.json|(?:starter|readme)\..+)$/.test(name)) await fs.cp(path.join(from, name), path.join(target, id, name));
    for (const language of ['zh-cn', 'en']) await fs.writeFile(path.join(target, id, `${language}.json`), '{}');
  }
}

/**
 * Grades the folder of a class, two submissions at a time.
 * @param watch is told how many submissions are graded and the memory of the host, in MB, ten times a second
 * @returns seconds from spawn to exit; CPU seconds of all processes; the host's memory at the highest, in MB; the summary; what the outer sandbox was
 */
export async function gradeAll({ script, state }, { exercise, dir, out, watch }) {
  const cpuBefore = childrenCpu();
  const from = performance.now();
  const [command, ...args] = onTwoCores([process.execPath, script, 'grade-all', exercise, dir, '--out', out, '--jobs', '2', '--lang', 'en']);
  const child = spawn(command, args, { env: { ...process.env, COURSEWORK_STATE_DIR: state }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let done = 0;
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
    done = said.match(/^\[\d+\/\d+\] /gm)?.length ?? 0;
  });
  let highest;
  const timer = setInterval(() => {
    const memory = memoryStatus(child.pid);
    highest = memory?.highest ?? highest;
    if (memory) watch?.(done, memory.now);
  }, WATCH_MS);
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  clearInterval(timer);
  if (status !== 0) throw new Error(`grade-all ${exercise} ended with ${status}: ${said.slice(-2_000)}`);
  const cpu = childrenCpu() - cpuBefore;
  const seconds = (performance.now() - from) / 1000;
  return { seconds, cpu, highest, summary: JSON.parse(await fs.readFile(path.join(out, 'summary.json'), 'utf8')), sandbox: said.split('\n', 1)[0] };
}
