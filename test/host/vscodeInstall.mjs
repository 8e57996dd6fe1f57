/**
 * Installs the server build of VS Code: a real workbench and a real extension host that a browser opens, on
 * machines with or without a desktop. The npm package `code-server` carries it in `lib/vscode`; we take that
 * folder alone, because the rest wants an older Node, Kerberos headers and five times the space.
 */
import fs from 'node:fs';
import path from 'node:path';
import { compileNativeModules } from './nativeModules.mjs';
import { ROOT, VSCODE_HOME } from './paths.mjs';
import { keep, must, npm, removeAtExit } from './processes.mjs';
import { SetupError, step } from './steps.mjs';

const VSCODE_VERSION = '4.139.1';
/** The Node that this VS Code wants; the machine's own may be older. */
const NODE_VERSION = '24.21.0';
const SYSTEM = process.platform === 'win32' ? 'win' : process.platform;
const NODE_PACKAGE = `node-${SYSTEM}-${process.arch}`;
const HOME = path.join(VSCODE_HOME, `vscode-${VSCODE_VERSION}-node-${NODE_VERSION}`);

/** Not needed to run or test an extension, and 220 MB together (kerberos and ssh2 also want system headers). */
const UNWANTED = ['@github/copilot-sdk', '@microsoft/mxc-sdk', '@devcontainers/cli', 'kerberos', 'ssh2'];
const UNWANTED_EXTENSIONS = ['copilot', 'mermaid-markdown-features'];

/** @typedef {{ node: string, main: string }} Installed The Node to run, and the program to run with it. */

/** @param {string} home @returns {Installed} */
const programs = home => ({
  node: path.join(home, 'node_modules', NODE_PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  main: path.join(home, 'vscode', 'out', 'server-main.js'),
});

export const serverInstalled = () => fs.existsSync(programs(HOME).main);

/** A folder of an install that was cut off: its maker no longer runs. @param {string} name */
function isAbandoned(name) {
  const pid = Number(/\.tmp-(\d+)$/.exec(name)?.[1]);
  if (!pid) return name.startsWith('vscode-') && name !== path.basename(HOME);
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

function removeAbandoned() {
  for (const name of fs.readdirSync(VSCODE_HOME)) {
    if (isAbandoned(name)) fs.rmSync(path.join(VSCODE_HOME, name), { recursive: true, force: true });
  }
}

/** @param {string} home @param {(line: string) => void} print */
async function installInto(home, print) {
  const vscode = path.join(home, 'vscode');
  /** The flags win over any .npmrc and over the settings that `npm test` hands to its children. */
  const install = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  /** @param {string[]} args @param {string} cwd */
  const npmIn = (args, cwd) => must(...npm(args), { cwd, timeoutMs: 300_000 });

  fs.mkdirSync(home, { recursive: true });
  fs.writeFileSync(path.join(home, 'package.json'), '{"private":true}\n');
  const node = step(`Node ${NODE_VERSION}`, () => npmIn([...install, `${NODE_PACKAGE}@${NODE_VERSION}`], home), print);
  const server = step('VS Code, server build', async () => {
    await npmIn(['pack', '--loglevel=error', `code-server@${VSCODE_VERSION}`], home);
    const archive = `code-server-${VSCODE_VERSION}.tgz`;
    await must('tar', ['xzf', archive, '--strip-components=2', 'package/lib/vscode'], { cwd: home });
    fs.rmSync(path.join(home, archive));
  }, print);
  await Promise.all([node, server]);
  for (const name of UNWANTED_EXTENSIONS) fs.rmSync(path.join(vscode, 'extensions', name), { recursive: true, force: true });
  const file = path.join(vscode, 'package.json');
  const wanted = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (const name of UNWANTED) delete wanted.dependencies[name];
  fs.writeFileSync(file, JSON.stringify(wanted, undefined, 2));
  // `npm ci` refuses: the package's own lock file does not match its manifest.
  await step("VS Code's libraries", () => npmIn(install, vscode), print);
  await step('TypeScript for the editor', () => npmIn(install, path.join(vscode, 'extensions')), print);
  const nodePackage = path.join(home, 'node_modules', NODE_PACKAGE);
  await step('two native modules, compiled', () => compileNativeModules(path.join(vscode, 'node_modules'), nodePackage, print), print);
  for (const name of ['include', 'share']) fs.rmSync(path.join(nodePackage, name), { recursive: true, force: true });
}

/** @type {Promise<Installed> | undefined} */
let installing;

/**
 * Installs VS Code unless it is there. Who asks while an install is under way waits for that one.
 * @param {(line: string) => void} [print]
 * @returns {Promise<Installed>}
 */
export function installServer(print = line => console.log(line)) {
  return (installing ??= install(print));
}

/**
 * The work happens in a folder beside, which takes its name only when everything is in it: an install that was
 * cut off never looks finished.
 * @param {(line: string) => void} print
 * @returns {Promise<Installed>}
 */
async function install(print) {
  if (serverInstalled()) return programs(HOME);
  if (process.platform === 'win32') throw new SetupError('The server build of VS Code does not run on Windows: use desktop VS Code there.');
  fs.mkdirSync(VSCODE_HOME, { recursive: true });
  removeAbandoned();
  const building = `${HOME}.tmp-${process.pid}`;
  removeAtExit(building);
  await step(`VS Code installed in ${path.relative(ROOT, VSCODE_HOME)}`, async () => {
    await installInto(building, print);
    // Another process may have finished first: then its install is as good as ours.
    if (!serverInstalled()) fs.renameSync(building, HOME);
  }, print);
  fs.rmSync(building, { recursive: true, force: true });
  keep(building);
  return programs(HOME);
}
