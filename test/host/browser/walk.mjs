/**
 * Walks: a person's way through the extension in a real VS Code, in dark and in light. Each `*.walk.mjs` here
 * exports `name` and `run(t)`, and may export `packed`, `themes`, `settings`, `files`, `locale`, `viewport`, `trust`, `env`,
 * `noFolder`.
 * `node test/host/browser/walk.mjs [part of a file name …]` runs them alone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureFonts, launchChromium } from '../chromium.mjs';
import { packExtension } from '../pack.mjs';
import { ROOT, SCREENSHOTS } from '../paths.mjs';
import { explain, step, within } from '../steps.mjs';
import { Tally } from '../tally.mjs';
import { installServer } from '../vscodeServer.mjs';
import { Workbench } from './workbench.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const LIMIT_MS = 180_000;

/**
 * @typedef {Workbench & { step: (title: string, work: () => Promise<unknown>) => Promise<void>, skip: (title: string, reason: string) => void }} T
 * @typedef {object} Walk
 * @property {string} name
 * @property {(t: T) => Promise<void>} run
 * @property {boolean} [packed] Run with the packed extension, where toasts are visible and only packed files exist.
 * @property {import('./workbench.mjs').Theme[]} [themes]
 * @property {Record<string, unknown>} [settings]
 * @property {Record<string, string>} [files]
 * @property {string} [locale]
 * @property {{ width: number, height: number }} [viewport]
 * @property {boolean} [trust] Ask whether to trust the workspace, as VS Code does.
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [noFolder] Open VS Code with no folder.
 */

/** A failed step was counted already; this only ends its walk. */
class StepFailed extends Error {}

/** @param {string[]} only @returns {Promise<Walk[]>} */
async function findWalks(only) {
  const files = fs.readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.walk.mjs')).sort();
  const chosen = files.filter(name => only.length === 0 || only.some(part => name.includes(part)));
  return Promise.all(chosen.map(name => import(pathToFileURL(path.join(HERE, name)).href)));
}

/**
 * @param {Walk} walk
 * @param {import('./workbench.mjs').OpenOptions} options
 * @param {Tally} tally
 */
async function take(walk, options, tally) {
  const label = `${walk.name} [${options.theme}]`;
  /** @type {Workbench | undefined} */
  let opened;
  try {
    const t = opened = await within(Workbench.open(options), 90_000, 'opening VS Code');
    const withSteps = Object.assign(t, {
      /** @param {string} title @param {() => Promise<unknown>} work */
      async step(title, work) {
        const since = performance.now();
        try {
          await work();
          tally.pass(`${label} ${title}`, performance.now() - since);
        } catch (error) {
          const picture = await t.screenshot(`failed-${title}`).catch(() => 'no picture');
          tally.fail(`${label} ${title}`, `${explain(error)}\npicture: ${path.relative(ROOT, picture)}`);
          throw new StepFailed();
        }
      },
      /** @param {string} title @param {string} reason */
      skip(title, reason) {
        tally.skip(`${label} ${title}`, reason);
      },
    });
    await within(walk.run(withSteps), LIMIT_MS, walk.name);
  } catch (error) {
    if (!(error instanceof StepFailed)) tally.fail(label, explain(error));
  } finally {
    if (opened) await finish(opened, label, tally);
  }
}

/** @param {Workbench} t @param {string} label @param {Tally} tally */
async function finish(t, label, tally) {
  const log = path.join(SCREENSHOTS, t.theme, `${t.name.replace(/[^\p{L}\p{N}]+/gu, '-')}-console.log`);
  fs.writeFileSync(log, t.problems.all.join('\n'));
  const problems = t.problems.found(t.dataDir);
  await t.close();
  const title = `${label} no error, policy violation or request to another machine`;
  if (problems.length > 0) tally.fail(title, problems.join('\n'));
  else tally.pass(title);
}

/**
 * @param {{ extension?: string, only?: string[], packed?: boolean }} [options] With `packed` every walk runs with
 *   the packed extension.
 * @returns {Promise<Tally>}
 */
export async function runWalks({ extension = ROOT, only = [], packed = process.env.COURSEWORK_PACKED === '1' } = {}) {
  const tally = new Tally();
  for (const theme of ['dark', 'light']) {
    // One walk alone leaves the pictures of the others.
    if (only.length === 0) fs.rmSync(path.join(SCREENSHOTS, theme), { recursive: true, force: true });
    fs.mkdirSync(path.join(SCREENSHOTS, theme), { recursive: true });
  }
  const walks = await findWalks(only);
  await installServer();
  await ensureFonts();
  const browser = await launchChromium();
  try {
    /** @type {Promise<string> | undefined} */
    let packing;
    for (const walk of walks) {
      const pack = packed || walk.packed === true;
      for (const theme of walk.themes ?? /** @type {const} */ (['dark', 'light'])) {
        /** @type {string | undefined} */
        let vsix;
        try {
          if (pack) vsix = await (packing ??= step('Packed', () => packExtension(extension)));
        } catch (error) {
          tally.fail(`${walk.name} [${theme}]`, explain(error));
          continue;
        }
        const { name, settings, files, locale, viewport, trust, env, noFolder } = walk;
        const given = Object.fromEntries(Object.entries({ settings, files, locale, viewport, trust, env, noFolder, vsix }).filter(([, value]) => value !== undefined));
        await take(walk, { browser, theme, name, extension, ...given }, tally);
      }
    }
  } finally {
    await browser.close();
  }
  return tally;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const tally = await runWalks({ extension: process.env.COURSEWORK_EXTENSION ?? ROOT, only: process.argv.slice(2) });
  console.log(String(tally));
  process.exit(tally.ok ? 0 : 1);
}
