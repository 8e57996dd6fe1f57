/**
 * The mocha suite inside a real extension host: in desktop VS Code where one can be had, in the server build with
 * a browser outside otherwise. `node test/host/runSuite.mjs` runs it alone; COURSEWORK_HOST_GREP picks tests by title.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildHostSuite } from './buildSuite.mjs';
import { launchChromium } from './chromium.mjs';
import { downloadDesktop, runInDesktop, whyNotDesktop } from './desktop.mjs';
import { ROOT, temporaryFolder } from './paths.mjs';
import { SILENCE_MS, SetupError, explain, step, whileChanging } from './steps.mjs';
import { Tally } from './tally.mjs';
import { startServer } from './vscodeServer.mjs';

/** @typedef {{ extension: string, suite: string, workspace: string, dataDir: string, results: string, log: (text: string) => void }} Run */

/** @param {Run} run */
async function runInServer({ extension, suite, workspace, dataDir, results, log }) {
  const server = await startServer({ dataDir, args: ['--enable-smoke-test-driver'], env: { COURSEWORK_RESULTS: results, COURSEWORK_STATE_DIR: path.join(dataDir, 'state') } });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    // VS Code calls these two when it runs tests in a browser.
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ kind, /** @type {unknown[]} */ args) => log(`[${kind}] ${args.join(' ')}`));
    const exit = new Promise(resolve => page.exposeFunction('codeAutomationExit', resolve));
    const remote = (/** @type {string} */ file) => `vscode-remote://${server.authority}${pathToFileURL(file).pathname}`;
    const payload = [['extensionDevelopmentPath', remote(extension)], ['extensionTestsPath', remote(suite)], ['skipWelcome', 'true']];
    await page.goto(`${server.url}/?${new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) })}`);
    await whileChanging(exit, results, SILENCE_MS, 'the suite in the extension host');
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** @param {Run} run @returns {Promise<string>} Which VS Code it was, and why. */
async function runSomewhere(run) {
  let why = whyNotDesktop();
  if (why === undefined) {
    try {
      const program = await step('Desktop VS Code', downloadDesktop);
      await runInDesktop({ ...run, program });
      return 'desktop VS Code';
    } catch (error) {
      // The suite ran there; its outcomes say what failed, unless it hung.
      if (fs.existsSync(run.results) && !(error instanceof SetupError)) return 'desktop VS Code';
      if (error instanceof SetupError) throw error;
      why = `desktop VS Code could not be used (${explain(error).split('\n')[0]})`;
      console.log(why);
    }
  }
  await runInServer(run);
  return `server build of VS Code, because ${why}`;
}

/**
 * @param {{ extension?: string }} [options]
 * @returns {Promise<Tally>}
 */
export async function runHostSuite({ extension = ROOT } = {}) {
  const tally = new Tally();
  const dataDir = temporaryFolder('host');
  const results = path.join(dataDir, 'results.json');
  /** @type {string[]} */
  const said = [];
  let problem = '';
  try {
    const suite = await buildHostSuite();
    const workspace = temporaryFolder('workspace');
    console.log(`Suite ran in ${await runSomewhere({ extension, suite, workspace, dataDir, results, log: text => said.push(text) })}`);
  } catch (error) {
    problem = explain(error);
  }
  /** @type {import('./suite/outcome.js').Progress} */
  const { outcomes, running } = fs.existsSync(results) ? JSON.parse(fs.readFileSync(results, 'utf8')) : { outcomes: [] };
  for (const outcome of outcomes) tally.record(outcome);
  if (problem) tally.fail(running ?? 'the suite ends', `${problem}\n${said.slice(-30).join('\n')}`);
  else if (outcomes.length === 0) tally.fail('the suite has tests', `none ran\n${said.slice(-30).join('\n')}`);
  return tally;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const tally = await runHostSuite({ extension: process.env.COURSEWORK_EXTENSION ?? ROOT });
  console.log(String(tally));
  process.exit(tally.ok ? 0 : 1);
}
