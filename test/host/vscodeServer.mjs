/** Starts and stops the server build of VS Code. */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as processes from './processes.mjs';
import { STILL } from './settings.mjs';
import { installServer } from './vscodeInstall.mjs';

export { installServer, serverInstalled } from './vscodeInstall.mjs';

const GUARD = path.join(path.dirname(fileURLToPath(import.meta.url)), 'guard.mjs');

/** @param {number} port 0 for any. @returns {Promise<number>} The port, if nobody listens on it; 0 otherwise. */
const tryPort = port => new Promise(resolve => {
  const probe = net.createServer();
  probe.once('error', () => resolve(0));
  probe.listen(port, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
  });
});

/**
 * @param {number} [wanted] Try this port and the ones after it first.
 * @returns {Promise<number>}
 */
export async function freePort(wanted = 0) {
  for (let port = wanted; wanted > 0 && port < wanted + 50; port++) if (await tryPort(port)) return port;
  return tryPort(0);
}

/**
 * @typedef {object} ServerOptions
 * @property {string} dataDir Holds user settings, extensions and logs.
 * @property {number} [port]
 * @property {Record<string, unknown>} [settings] `STILL` unless given.
 * @property {boolean} [keepSettings] Leave settings that are there already as they are: they are the learner's.
 * @property {string[]} [args]
 * @property {boolean} [trust] Ask whether to trust the folder, as VS Code does. Otherwise it is trusted.
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [token] Who opens the page must know it. Without one, any program on the machine may.
 *
 * @typedef {object} Server
 * @property {string} url
 * @property {string} authority What remote addresses of this server start with.
 * @property {string} dataDir
 * @property {Promise<void>} ended
 * @property {() => Promise<void>} stop
 */

/** @param {string} dataDir @param {Record<string, unknown>} settings @param {boolean} keepThem */
function writeSettings(dataDir, settings, keepThem) {
  const file = path.join(dataDir, 'data', 'User', 'settings.json');
  if (keepThem && fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(settings, undefined, 2));
}

/** @param {string} token @param {string} dataDir */
function tokenArguments(token, dataDir) {
  // In a file and not on the command line, where every user of the machine could read it.
  const file = path.join(dataDir, 'token');
  fs.writeFileSync(file, token, { mode: 0o600 });
  return ['--connection-token-file', file];
}

/** The extension gallery is off: the workbench then asks 127.0.0.1 and nobody else. */
const serverEnvironment = (/** @type {NodeJS.ProcessEnv} */ extra) => {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...extra };
  // Left over when we run inside a terminal of VS Code itself; they would point this server at that one.
  for (const name of Object.keys(env)) if (/^(VSCODE_|ELECTRON_)/.test(name)) delete env[name];
  return env;
};

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({ dataDir, port, settings = STILL, keepSettings = false, args = [], trust = false, env = {}, token }) {
  const { node, main } = await installServer();
  const at = port ?? (await freePort());
  writeSettings(dataDir, settings, keepSettings);
  const access = token === undefined ? ['--without-connection-token'] : tokenArguments(token, dataDir);
  const logFile = path.join(dataDir, 'server.log');
  const log = fs.openSync(logFile, 'w');
  const child = processes.start(process.execPath, [
    GUARD, node, main, '--host', '127.0.0.1', '--port', String(at), '--accept-server-license-terms',
    '--telemetry-level', 'off', '--server-data-dir', dataDir, ...(trust ? [] : ['--disable-workspace-trust']), ...access, ...args,
  ], { stdio: ['pipe', log, log], env: serverEnvironment(env) });
  fs.closeSync(log);
  const ended = new Promise(resolve => child.once('exit', () => resolve(undefined)));
  const url = `http://127.0.0.1:${at}`;
  await answered(url, child, logFile);
  return { url, authority: `127.0.0.1:${at}`, dataDir, ended, stop: () => processes.stop(child) };
}

/** @param {string} url @param {processes.ChildProcess} child @param {string} logFile */
async function answered(url, child, logFile) {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    // Any answer will do: with a token, a visitor who has none is turned away.
    if (await fetch(url).then(() => true, () => false)) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  await processes.stop(child);
  throw new Error(`VS Code did not start:\n${fs.readFileSync(logFile, 'utf8').slice(-2000)}`);
}

/**
 * Installs a packed extension into a server's data folder.
 * @param {string} dataDir
 * @param {string} vsix
 */
export async function installExtension(dataDir, vsix) {
  const { node, main } = await installServer();
  await processes.must(node, [main, '--accept-server-license-terms', '--server-data-dir', dataDir, '--install-extension', vsix, '--force'],
    { env: serverEnvironment({}), timeoutMs: 60_000 });
}
