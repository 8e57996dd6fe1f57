/** Two small native modules of VS Code, compiled here: npm carries their sources only. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { debianPackages } from './debian.mjs';
import { must, npm, onPath, removeAtExit } from './processes.mjs';
import { SetupError } from './steps.mjs';

/** Without spdlog every output channel stays empty. Both are Node-API modules: one build serves every Node. */
const WANTED = ['@vscode/spdlog', '@vscode/native-watchdog'];
const BUILD_NEEDS = ['node-addon-api', 'bindings', 'file-uri-to-path'];

/** @param {(line: string) => void} print */
async function needCompiler(print) {
  const missing = [];
  if (!onPath('g++') && !onPath('clang++')) missing.push('g++');
  if (!onPath('make')) missing.push('make');
  if (!onPath('python3')) missing.push('python3');
  if (missing.length > 0 && process.platform === 'darwin') throw new SetupError('A C++ compiler is needed to build two small parts of VS Code. Type: xcode-select --install');
  if (missing.length > 0) await debianPackages(missing, 'to build two small parts of VS Code', print);
}

/**
 * Compiles in a temporary folder, because make cannot work in a folder whose path has a space in it.
 * @param {string} modules The `node_modules` that the two lie in.
 * @param {string} nodePackage Of the Node that will load them. Its headers lie in it, so none are fetched and the
 *   machine needs none.
 * @param {(line: string) => void} print
 */
export async function compileNativeModules(modules, nodePackage, print) {
  await needCompiler(print);
  const work = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'ai-coursework-native-'));
  removeAtExit(work);
  fs.writeFileSync(path.join(work, 'package.json'), '{"private":true}\n');
  for (const name of [...WANTED, ...BUILD_NEEDS]) fs.cpSync(path.join(modules, name), path.join(work, 'node_modules', name), { recursive: true });
  fs.cpSync(path.join(nodePackage, 'include'), path.join(work, 'headers', 'include'), { recursive: true });
  for (const name of WANTED) {
    // They write log lines: compiling them twice as fast matters more than running them fast.
    const gyp = path.join(work, 'node_modules', name, 'binding.gyp');
    fs.writeFileSync(gyp, fs.readFileSync(gyp, 'utf8').replaceAll('-O2', '-O0'));
  }
  // The flags win over any .npmrc, where `ignore-scripts` may stand.
  await must(...npm(['rebuild', '--ignore-scripts=false', `--nodedir=${path.join(work, 'headers')}`, ...WANTED]),
    { cwd: work, env: { ...process.env, JOBS: 'max' }, timeoutMs: 400_000 });
  for (const name of WANTED) {
    const from = path.join(work, 'node_modules', name, 'build', 'Release');
    const to = path.join(modules, name, 'build', 'Release');
    fs.mkdirSync(to, { recursive: true });
    for (const file of fs.readdirSync(from)) if (file.endsWith('.node')) fs.copyFileSync(path.join(from, file), path.join(to, file));
  }
  fs.rmSync(work, { recursive: true, force: true });
}
