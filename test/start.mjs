/**
 * `npm start`: from a fresh clone to a VS Code with the extension in it. Desktop VS Code where `code` can open a
 * window, the server build in a browser otherwise.
 * `npm start -- --browser` takes the server build in any case, `--locale zh-cn` or `--locale en` its language
 * (without it, this machine's); `npm start -- <folder>` opens that folder.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprint, once } from './host/buildOnce.mjs';
import { ensureDependencies } from './host/dependencies.mjs';
import { commandLine, findDesktopCode } from './host/desktopCode.mjs';
import { ROOT, VSCODE_HOME, manifest } from './host/paths.mjs';
import { must, npm } from './host/processes.mjs';
import { emptyLanguagePack } from './host/language.mjs';
import { QUIET } from './host/settings.mjs';
import { explain, step } from './host/steps.mjs';
import { freePort, installExtension, installServer, serverInstalled, startServer } from './host/vscodeServer.mjs';

const PORT = 8765;
/** What a learner writes there stays from one start to the next. */
const SAMPLE = path.join(VSCODE_HOME, 'sample');
const USER = path.join(VSCODE_HOME, 'user');

const WELCOME = `# AI Coursework

点击左侧活动栏里的课程图标，开始答题和编程练习。你写的文件都保存在这个文件夹里。

Click the course's icon in the activity bar to begin. What you write stays in this folder.
`;

function sampleWorkspace() {
  fs.mkdirSync(SAMPLE, { recursive: true });
  const readme = path.join(SAMPLE, 'README.md');
  if (!fs.existsSync(readme)) fs.writeFileSync(readme, WELCOME);
  return SAMPLE;
}

async function buildOnce() {
  const main = path.join(ROOT, manifest().main ?? 'dist/extension.js');
  const inputs = fingerprint();
  const built = await step('Build', () => once('build', inputs, main, () => must(...npm(['run', '--silent', 'build']), { cwd: ROOT, timeoutMs: 300_000 })));
  if (!built) console.log('  nothing changed since the last one');
}

/** @param {string} code @param {string} folder */
async function startDesktop(code, folder) {
  await buildOnce();
  await step('Desktop VS Code', () => must(...commandLine(code, [`--extensionDevelopmentPath=${ROOT}`, folder]), { timeoutMs: 60_000 }));
  console.log(`VS Code opens ${folder} in a window of its own. Close that window when you are done.`);
}

/**
 * Installed as a learner installs it, packed, which also builds it: loaded as an extension under development,
 * VS Code in a browser would hide every notification.
 */
async function installPacked() {
  const { packExtension } = await import('./host/pack.mjs');
  const installed = path.join(USER, 'extensions', 'extensions.json');
  const done = await step('The extension built and installed', () => once('packed', fingerprint(), installed, async () => {
    await installExtension(USER, await packExtension(ROOT));
  }));
  if (!done) console.log('  nothing changed since the last time');
}

/** Known to whoever reads this folder, and the same every time, so that a bookmark keeps working. */
function token() {
  const file = path.join(USER, 'token');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : randomBytes(12).toString('hex');
}

/** @param {string} folder @param {string} locale */
async function startInBrowser(folder, locale) {
  fs.mkdirSync(USER, { recursive: true });
  if (!serverInstalled()) console.log('VS Code, server build: about a minute, this once');
  await installServer();
  await installPacked();
  const server = await step('VS Code started', async () => startServer({
    dataDir: USER,
    port: await freePort(PORT),
    settings: QUIET,
    keepSettings: true,
    token: token(),
    // The folder is the learner's own or made by us: a question whether to trust it would only stand in the way.
    args: ['--default-folder', folder, ...(locale.startsWith('zh') ? emptyLanguagePack(USER, 'zh-cn') : ['--locale', 'en'])],
  }));
  console.log(`\nOpen ${server.url}/?tkn=${token()}\nCtrl+C stops it.`);
  await server.ended;
}

try {
  const { values, positionals } = parseArgs({ options: { browser: { type: 'boolean' }, locale: { type: 'string' } }, allowPositionals: true });
  await ensureDependencies();
  const folder = positionals[0] ? path.resolve(positionals[0]) : sampleWorkspace();
  const desktop = values.browser ? { why: '--browser was asked for' } : await findDesktopCode();
  if (desktop.code) await startDesktop(desktop.code, folder);
  else {
    console.log(`VS Code in a browser, because ${desktop.why}`);
    await startInBrowser(folder, (values.locale ?? Intl.DateTimeFormat().resolvedOptions().locale).toLowerCase());
  }
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
