/** The phases of `npm test`, in their order. Node's built-ins only, until the install phase is through. */
import fs from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { whyNotDesktop } from './desktop.mjs';
import { ROOT, temporaryFolder } from './paths.mjs';
import { npm, run } from './processes.mjs';
import { Tally } from './tally.mjs';
import { installServer } from './vscodeServer.mjs';

/**
 * @typedef {{ server: () => Promise<unknown>, browser: () => Promise<unknown> }} Background Installs that run beside
 *   the earlier phases.
 * @typedef {{ name: string, title: string, needs: string[], run: (background: Background) => Promise<Tally> }} Phase
 */

/** Colours are for people at a terminal; some tools would send them into a log too. */
const environment = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }) };

/** @param {string} text */
const echo = text => void process.stdout.write(text);

/**
 * A script of package.json. A failure counts as one failed test; whether success counts is for the phase to say.
 * @param {string} script
 * @param {boolean} counts
 */
async function npmScript(script, counts) {
  const tally = new Tally();
  const { code } = await run(...npm(['run', '--silent', script]), { cwd: ROOT, timeoutMs: 300_000, onOutput: echo, env: environment });
  if (code !== 0) tally.fail(script, `npm run ${script} ended with ${code}`);
  else if (counts) tally.pass(script);
  return tally;
}

/**
 * The tests of the backend `tensorflow` use what this installs. Without a network, or on a system for which there
 * is no build, they are skipped; every other failure is one.
 */
async function native() {
  const tally = new Tally();
  let said = '';
  const { code } = await run(...npm(['run', '--silent', 'native', '--', '--lang', 'en']), {
    cwd: ROOT, timeoutMs: 600_000, env: environment,
    onOutput: text => {
      said += text;
      echo(text);
    },
  });
  const last = said.trim().split('\n').at(-1) ?? '';
  const because = ['cannot be reached', 'There is no build of it for this system', 'This processor lacks'].find(words => last.includes(words));
  if (code === 0) tally.pass('TensorFlow’s native library is installed and multiplies matrices');
  else if (because) tally.skip('native TensorFlow', last);
  else tally.fail('npm run native', last || `ended with ${code}`);
  return tally;
}

/** @param {string} project */
async function vitest(project) {
  // vitest prints passes and failures itself; only what it leaves out is added.
  const tally = new Tally(line => line.startsWith('  skip') || line.includes('skipped without') ? console.log(line) : undefined);
  const results = path.join(temporaryFolder('vitest'), 'outcomes.json');
  const { code } = await run(process.execPath, [
    path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project,
    '--reporter=default', `--reporter=${path.join(ROOT, 'test', 'host', 'vitestOutcomes.mjs')}`,
  ], { cwd: ROOT, timeoutMs: 1_700_000, onOutput: echo, env: { ...environment, COURSEWORK_RESULTS: results } });
  /** @type {import('./suite/outcome.js').Outcome[]} */
  const outcomes = fs.existsSync(results) ? JSON.parse(fs.readFileSync(results, 'utf8')) : [];
  for (const outcome of outcomes) tally.record(outcome);
  if (outcomes.length === 0) tally.fail(`${project}: has tests`, `none ran, vitest ended with ${code}`);
  else if (code !== 0 && tally.failed === 0) tally.fail(`${project}: vitest`, `ended with ${code}`);
  return tally;
}

/** @type {Phase[]} */
export const PHASES = [
  { name: 'install', title: 'Install', needs: [], run: async () => {
    if (!(await ensureDependencies())) console.log('  everything is there');
    return new Tally();
  } },
  { name: 'typecheck', title: 'Types', needs: ['install'], run: () => npmScript('typecheck', true) },
  { name: 'lint', title: 'Lint', needs: ['install'], run: () => npmScript('lint', true) },
  { name: 'build', title: 'Build', needs: ['install'], run: () => npmScript('build', false) },
  { name: 'native', title: 'Native TensorFlow', needs: ['install', 'build'], run: native },
  { name: 'unit', title: 'Unit tests', needs: ['install'], run: () => vitest('unit') },
  { name: 'runner', title: 'Runner tests', needs: ['install', 'build'], run: () => vitest('runner') },
  { name: 'host', title: 'Tests inside VS Code', needs: ['install', 'build'], run: async ({ server, browser }) => {
    if (whyNotDesktop() !== undefined) await Promise.all([server(), browser()]);
    const { runHostSuite } = await import('./runSuite.mjs');
    return runHostSuite();
  } },
  { name: 'browser', title: 'Walks through VS Code in a browser', needs: ['install', 'build'], run: async ({ server, browser }) => {
    const tally = new Tally();
    if (process.platform === 'win32') {
      tally.skip('browser walks', 'the server build of VS Code does not run on Windows');
      return tally;
    }
    await Promise.all([server(), browser()]);
    const { runWalks } = await import('./browser/walk.mjs');
    return runWalks();
  } },
];

/**
 * The phases asked for and those that they need, in order.
 * @param {string[]} names All when empty.
 * @returns {Phase[]}
 */
export function choose(names) {
  const wanted = new Set(names.length > 0 ? names : PHASES.map(({ name }) => name));
  for (const { name, needs } of [...PHASES].reverse()) if (wanted.has(name)) for (const need of needs) wanted.add(need);
  return PHASES.filter(({ name }) => wanted.has(name));
}

/**
 * @param {Phase[]} phases
 * @returns {Background & { afterInstall: () => void }}
 */
export function startBackground(phases) {
  const wanted = process.platform !== 'win32'
    && phases.some(({ name }) => name === 'browser' || (name === 'host' && whyNotDesktop() !== undefined));
  const print = (/** @type {string} */ line) => console.log(`  [beside] ${line}`);
  const nothing = Promise.resolve();
  const server = wanted ? installServer(print) : nothing;
  /** @type {Promise<unknown>} */
  let browser = nothing;
  // Whoever waits for them later gets the error; until then it must not end the process.
  server.catch(() => undefined);
  return {
    server: () => server,
    browser: () => browser,
    afterInstall() {
      if (!wanted) return;
      browser = import('./chromium.mjs').then(({ ensureChromium, ensureFonts }) => ensureChromium(print).then(() => ensureFonts(print)));
      browser.catch(() => undefined);
    },
  };
}
