/** `node test/bench/run.mjs [--only start,runner,grades,extension,cnn,class] [--node <another Node, for start>] [--json] [--python] [--slow]`. README.md in this folder says what the figures mean. */
import { activationTimes } from './activation.mjs';
import { buildForBench } from './build.mjs';
import { classSection } from './class/section.mjs';
import { cnn } from './cnn/section.mjs';
import { gradesSection } from './grades.mjs';
import { coldStart, emptyNode, idleMemory, median, warmVerdicts, withCode } from './measure.mjs';

const STARTS = 15;
/** Times an empty Node process. */
const START_GOAL = 1.5;
const VERDICTS = 5;
const WINDOWS = 5;
const BUNDLE_GOAL = 250_000;
/** Milliseconds, loading the code included. */
const ACTIVATION_GOAL = 20;

const SECTIONS = { start: startSection, runner: runnerSection, grades: (built, given) => gradesSection(built, print, given), extension: extensionSection, cnn, class: (built, given) => classSection(built, print, given) };
/** These take a quarter of an hour and more: only when they are named. */
const ONLY_NAMED = ['class'];
const has = (option) => process.argv.includes(option);
const options = { json: has('--json'), python: has('--python'), slow: has('--slow'), node: has('--node') ? process.argv[process.argv.indexOf('--node') + 1] : process.execPath };
const chosen = has('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '').split(',') : Object.keys(SECTIONS).filter((name) => !ONLY_NAMED.includes(name));
for (const name of chosen) if (!(name in SECTIONS)) throw new Error(`--only takes ${Object.keys(SECTIONS).join(', ')}; not “${name}”`);

const built = await buildForBench();
try {
  const found = { node: process.version, platform: `${process.platform}-${process.arch}` };
  for (const name of chosen) found[name] = await SECTIONS[name](built, options);
  if (options.json) console.log(JSON.stringify(found, null, 2));
} finally {
  await built.remove();
}

async function startSection({ engine, script, codeFolder }, { json, node }) {
  const what = { engine, script, backend: 'wasm', execPath: node };
  await withCode({ ...what, codeFolder });
  const starts = [];
  // Turn about, so that a busy moment of the machine meets all.
  for (let i = 0; i < STARTS; i++) starts.push({ empty: emptyNode(node), ours: emptyNode(node, process.env), ...(await coldStart({ ...what, codeFolder })), without: await coldStart(what) });
  const of = (value) => median(starts.map(value));
  const row = (figure, value, goalRatio) => ({ figure, value: of(value), unit: 'ms', ratio: of((start) => value(start) / start.empty), goalRatio });
  const memory = {};
  for (const backend of ['wasm', 'cpu']) memory[backend] = await idleMemory({ engine, script, backend, execPath: node, codeFolder });
  const rows = [
    { figure: 'empty Node process', value: of(({ empty }) => empty), unit: 'ms', ratio: 1 },
    { figure: 'empty Node, with this shell’s environment', value: of(({ ours }) => ours), unit: 'ms', ratio: of(({ ours, empty }) => ours / empty) },
    { figure: 'spawn to first operation, to that one', value: of(({ firstOp }) => firstOp), unit: 'ms', ratio: of(({ firstOp, ours }) => firstOp / ours), of: 'that one', goalRatio: 1.5 },
    row('cold start: spawn to hello', ({ hello }) => hello),
    row('cold start: spawn to first operation', ({ firstOp }) => firstOp, START_GOAL),
    row("to hello, without V8's code", ({ without }) => without.hello),
    row("to first operation, without V8's code", ({ without }) => without.firstOp),
    ...Object.entries(memory).flatMap(([backend, { atHello, warm }]) => [
      { figure: `memory of an idle runner at hello, ${backend}`, value: atHello, unit: 'MB' },
      { figure: `memory of a warm idle runner, ${backend}`, value: warm, unit: 'MB' },
    ]),
  ];
  if (!json) print(rows);
  return { starts, memory, rows };
}

async function runnerSection({ engine, script, codeFolder }, { json }) {
  const what = { engine, script, codeFolder };
  const empty = median(Array.from({ length: STARTS }, () => emptyNode()));
  const verdicts = {};
  for (const backend of ['auto', 'cpu', 'wasm']) verdicts[backend] = await warmVerdicts({ ...what, backend, runs: VERDICTS });
  const verdict = (backend, key) => median(verdicts[backend].warm.map((one) => one[key]));

  const rows = [
    { figure: 'warm verdict: first check', value: verdict('auto', 'first'), unit: 'ms', ratio: verdict('auto', 'first') / empty, goal: 150 },
    { figure: 'warm verdict: all checks', value: verdict('auto', 'all'), unit: 'ms', ratio: verdict('auto', 'all') / empty, goal: 1_000 },
    { figure: 'warm verdict: CPU time of the runner', value: verdict('auto', 'cpu'), unit: 'ms', ratio: verdict('auto', 'cpu') / empty },
    { figure: 'first verdict of a session: all checks', value: verdicts.auto.cold.all, unit: 'ms', ratio: verdicts.auto.cold.all / empty },
    { figure: 'same grade on cpu: CPU time', value: verdict('cpu', 'cpu'), unit: 'ms', ratio: 1, of: 'cpu' },
    { figure: 'same grade on wasm: CPU time', value: verdict('wasm', 'cpu'), unit: 'ms', ratio: verdict('wasm', 'cpu') / verdict('cpu', 'cpu'), of: 'cpu' },
  ];
  if (!json) print(rows);
  return { verdicts, rows };
}

async function extensionSection({ extensionBytes }, { json }) {
  const activation = await activationTimes(WINDOWS);
  const rows = [
    { figure: 'extension bundle, production', value: extensionBytes, unit: 'bytes', goal: BUNDLE_GOAL },
    { figure: 'activation in VS Code', value: median(activation), unit: 'ms', goal: ACTIVATION_GOAL },
  ];
  if (!json) print(rows);
  return { activation, rows };
}

function print(rows) {
  const aim = (goal, value, unit = '') => (goal === undefined ? '' : `goal ${number(goal)}${unit}${value > goal ? ', MISSED' : ''}`);
  const number = (value) => (value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
  for (const { figure, value, unit, ratio, of = 'empty Node', goal, goalRatio } of rows) {
    const cells = [figure.padEnd(40), `${number(value)} ${unit}`.padStart(16), ratio === undefined ? ''.padEnd(22) : `${ratio.toFixed(2)} × ${of}`.padEnd(22)];
    console.log(`${cells.join('  ')}${aim(goal, value)}${aim(goalRatio, ratio, ' ×')}`.trimEnd());
  }
}
