import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';
import type { Http } from './http';
import { BINDING } from './layout';

/** The N-API version that tfjs-node is published for; every Node since 12.17 has it. */
const NAPI = 8;

/** Node's N-API headers as npm has them, for a Node that came without its own. */
const HEADERS = { file: 'node-api-headers-1.9.0.tgz', path: 'node-api-headers/-/node-api-headers-1.9.0.tgz', sha512: '2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==' };

/** What node-gyp reads beside the headers: enough to compile a Node-API module, which needs nothing else of Node. */
const COMMON_GYPI = `{
  'variables': { 'configuring_node%': 0, 'visibility%': 'hidden' },
  'target_defaults': {
    'default_configuration': 'Release',
    'configurations': { 'Release': { 'cflags': ['-O2'] }, 'Debug': {} },
    'cflags': ['-fPIC', '-pthread'],
    'cflags_cc': ['-std=gnu++17', '-fno-exceptions', '-fno-rtti'],
    'conditions': [['OS=="mac"', {
      'xcode_settings': { 'CLANG_CXX_LANGUAGE_STANDARD': 'gnu++17', 'CLANG_CXX_LIBRARY': 'libc++', 'GCC_ENABLE_CPP_EXCEPTIONS': 'NO' },
      'defines': ['_DARWIN_USE_64_BIT_INODE=1'],
    }]],
    'target_conditions': [['OS=="mac" and _type=="loadable_module"', { 'xcode_settings': { 'OTHER_LDFLAGS': ['-undefined dynamic_lookup'] } }]],
  },
}
`;

export interface Build {
  /** The folder that holds node_modules with tfjs-node and node-gyp. */
  root: string;
  /** The runtime's folder, with the libraries and the headers in its `deps`. */
  dir: string;
  http: Http;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  onLine: (line: string) => void;
}

/** Whether this installation has the sources and the build tool: a clone has, the packed extension has not. */
export function canBuild(root: string): boolean {
  try {
    sources(root);
    return true;
  } catch {
    return false;
  }
}

function sources(root: string): { gyp: string; tfjsNode: string } {
  const require = createRequire(path.join(root, 'package.json'));
  return { gyp: require.resolve('node-gyp/bin/node-gyp.js'), tfjsNode: path.dirname(require.resolve('@tensorflow/tfjs-node/package.json')) };
}

/**
 * Compiles tfjs-node's binding from tfjs-node's own sources and build file, in a temporary folder: make takes
 * a space in a path for the end of it, and people's folders have spaces.
 * @throws HumanError when the compiler is missing or fails; the message names the first error
 */
export async function buildBinding({ root, dir, http, env, signal, onLine }: Build): Promise<void> {
  const { gyp, tfjsNode } = sources(root);
  const work = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'tfjs-binding-')));
  try {
    await fs.cp(path.join(tfjsNode, 'binding'), path.join(work, 'binding'), { recursive: true });
    await fs.copyFile(path.join(tfjsNode, 'binding.gyp'), path.join(work, 'binding.gyp'));
    await fs.symlink(path.join(dir, 'deps'), path.join(work, 'deps'), 'junction');
    const nodedir = await nodeHeaders(work, http, env, signal);
    onLine(`headers of Node: ${nodedir}`);
    const made = path.join(work, BINDING);
    const lines: string[] = [];
    const args = [gyp, 'rebuild', `--nodedir=${nodedir}`, `--napi_build_version=${NAPI}`, '--module_name=tfjs_binding', `--module_path=${path.dirname(made)}`];
    const end = await run(process.execPath, args, work, { ...env, ELECTRON_RUN_AS_NODE: '1' }, signal, (line) => {
      lines.push(line);
      onLine(line);
    });
    if (end !== undefined || !(await fs.access(made).then(() => true, () => false))) {
      const why = lines.find((line) => /\berror\b|not found|find Python/i.test(line.replace(/^gyp (info|verb)/, ''))) ?? end ?? '';
      throw new HumanError(msg('TensorFlow’s binding could not be compiled ({why}).', { why: why.slice(0, 200) }), msg('A C++ compiler, make and Python 3 are needed. On Debian and Ubuntu: apt install g++ make python3. On macOS: xcode-select --install.'));
    }
    // The wheel's library for macOS says that it is to be found by rpath, of which the build file sets none.
    if (process.platform === 'darwin') {
      await run('install_name_tool', ['-add_rpath', '@loader_path/../../deps/lib', made], work, env, signal, onLine);
      await run('codesign', ['--force', '--sign', '-', made], work, env, signal, onLine);
    }
    await fs.mkdir(path.dirname(path.join(dir, BINDING)), { recursive: true });
    await fs.copyFile(made, path.join(dir, BINDING));
  } finally {
    await fs.rm(work, { recursive: true, force: true });
  }
}

/** @returns how the process ended, `undefined` for well */
async function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal | undefined, onLine: (line: string) => void): Promise<string | undefined> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, signal, killSignal: 'SIGKILL' });
  let rest = '';
  const read = (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop()!;
    lines.forEach(onLine);
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  const end = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message)).once('close', (code, ended) => resolve(code === 0 ? undefined : (ended ?? `exit code ${code}`)));
  });
  signal?.throwIfAborted();
  return end;
}

/** A folder with include/node/node_api.h in it: the running Node's own, else that of npm's package. */
async function nodeHeaders(dir: string, http: Http, env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<string> {
  const prefix = path.dirname(path.dirname(await fs.realpath(process.execPath)));
  for (const folder of [prefix, '/usr']) {
    if (await fs.access(path.join(folder, 'include/node/node_api.h')).then(() => true, () => false)) return folder;
  }
  return headersFromNpm(dir, http, env, signal);
}

/** npm's package of Node's N-API headers, laid out as node-gyp wants them; node-gyp itself would ask nodejs.org. */
export async function headersFromNpm(dir: string, http: Http, env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<string> {
  const registry = (env.npm_config_registry ?? 'https://registry.npmjs.org').replace(/\/+$/, '');
  const response = await http.get(`${registry}/${HEADERS.path}`, {}, signal);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (createHash('sha512').update(bytes).digest('base64') !== HEADERS.sha512) throw new Error(`${registry} sent another ${HEADERS.file}`);
  const folder = path.join(dir, 'node-headers');
  const include = path.join(folder, 'include', 'node');
  await fs.mkdir(include, { recursive: true });
  // package/include/node_api.h and its siblings
  await pipeline(Readable.from([bytes]), extract({ cwd: include, strip: 2, filter: (name) => /^package\/include\/[\w.]+\.h$/.test(name) }));
  await fs.writeFile(path.join(include, 'common.gypi'), COMMON_GYPI);
  await fs.writeFile(path.join(include, 'config.gypi'), "{ 'target_defaults': {}, 'variables': {} }\n");
  return folder;
}
