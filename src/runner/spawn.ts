import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { codeFolder, findCode, type CodeCache } from './codeCache';
import { BACKENDS, NATIVE_BACKENDS, type Backend, type BackendChoice, type BackendPlan, type PassedOver } from './protocol/backends';
import { endWithHost } from './orphans';
import type { OuterSandbox } from './outerSandbox';
import { skipToMark } from './skipToMark';

/** How to start a runner process. */
export interface SpawnOptions {
  /** Absolute path of dist/runner/runner.js. */
  script: string;
  backend: BackendChoice;
  /** What `auto` stands for; `cpu` unless a measurement says better. */
  auto?: Backend;
  /** Backends that were left out before a process was started, and why; they appear in the hello. */
  passedOver?: PassedOver[];
  /** Absolute path of tfjs_binding.node, where TensorFlow is installed. */
  binding?: string;
  /** A program that imitates a GPU may serve for `webgpu`. */
  softwareGpu?: boolean;
  /** What the process is started in (outerSandbox.ts). */
  outer?: OuterSandbox;
  /** The Node (or Electron) to run it; by default the one that runs us. */
  execPath?: string;
  /** Ceiling of the JavaScript heap, in MB. */
  heapMb: number;
  /** Ceiling of all memory of the process, in MB; by default `RUNNER_MEMORY_MB`. */
  memoryMb?: number;
  /** Where V8's code of the bundle is kept (codeCache.ts): by default in the user's cache folder; `false` is nowhere. */
  codeFolder?: string | false;
  /** A debugger is to attach: the process waits for it before it loads the learner's file (`Runner.onInspector`). */
  inspect?: boolean;
}

/** What the libraries of a GPU are found and set up by; HOME because drivers keep their compiled shaders there. */
const FOR_DRIVERS = ['HOME', 'LOCALAPPDATA', 'XDG_CACHE_HOME', 'XDG_DATA_DIRS', 'XDG_RUNTIME_DIR', 'LD_LIBRARY_PATH', 'VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'VK_ADD_DRIVER_FILES', 'CUDA_VISIBLE_DEVICES'];

/** The environment is made anew: nothing of the user's session (tokens, proxies, VSCODE_*) is the learner's business. */
export function environment(native: boolean): NodeJS.ProcessEnv {
  const keep = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ', ...(native ? FOR_DRIVERS : [])];
  const env: NodeJS.ProcessEnv = { ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' };
  for (const name of keep) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}

/** The permission model's switch, under its two names; `undefined` starts without it, where a Node has neither. */
export const PERMISSION_SWITCHES = ['--permission', '--experimental-permission', undefined] as const;
export type PermissionSwitch = (typeof PERMISSION_SWITCHES)[number];

/** Lets a process under the permission model open its inspector: Node 25, and later releases of 24. */
export const ALLOW_INSPECTOR = '--allow-inspector';

/** Node ends with this code when it is given an option that it does not know. */
export const BAD_OPTION = 9;

/**
 * Node's options for the child. The permission model lets it read its own folder and nothing else; the
 * learner's files come to it as text.
 */
export function nodeOptions(script: string, heapMb: number, permission: PermissionSwitch, plan: BackendPlan, code?: string, inspect = false): string[] {
  const options = everywhere(heapMb);
  if (permission) options.push(permission, `--allow-fs-read=${path.join(path.dirname(script), '*')}`);
  if (permission && inspect) options.push(ALLOW_INSPECTOR);
  if (permission && code) options.push(`--allow-fs-read=${code}`);
  if (permission && needsAddons(plan)) options.push('--allow-addons', ...(plan.binding ? [`--allow-fs-read=${plan.binding}`] : []));
  return options;
}

// Code made from text (eval, new Function) would come without the runner's rules for imports.
const everywhere = (heapMb: number) => ['--experimental-vm-modules', '--disallow-code-generation-from-strings', `--max-old-space-size=${heapMb}`, '--disable-proto=delete'];

/** V8's code for such a process, where there is a place for it. */
export async function codeFor({ script, execPath = process.execPath, heapMb, codeFolder: folder = codeFolder() }: SpawnOptions): Promise<CodeCache | undefined> {
  return folder === false ? undefined : findCode({ script, execPath, options: everywhere(heapMb), folder });
}

/** The order in which a process tries backends: what is wanted, then what starts everywhere. */
export function planOf({ backend, auto = 'cpu', passedOver = [], binding, softwareGpu = false }: SpawnOptions): BackendPlan {
  const wanted = backend === 'auto' ? auto : backend;
  const out = new Set(passedOver.map((one) => one.backend));
  const order = [...new Set<Backend>([wanted, 'wasm', 'cpu'])].filter((one) => !out.has(one));
  // With `auto` the hello gives a reason for every backend that stands above the chosen one.
  const above = backend === 'auto' ? BACKENDS.slice(0, BACKENDS.indexOf(wanted)).filter((one) => !out.has(one)) : [];
  return { order: order.length > 0 ? order : ['cpu'], passedOver: [...passedOver, ...above.map((one) => ({ backend: one, why: 'notMeasured' as const }))], binding, softwareGpu };
}

export const needsAddons = (plan: BackendPlan): boolean => plan.order.some((backend) => NATIVE_BACKENDS.includes(backend));

/** Starts the process. Its stdout and stderr are the learner's prints; messages travel on the IPC channel. */
export function spawnRunner(options: SpawnOptions, plan: BackendPlan, permission: PermissionSwitch, code?: CodeCache): ChildProcess {
  // Node looks at where a script really lies, so that is the folder to allow.
  const script = fs.realpathSync(options.script);
  const codeFile = code?.usable ? code.file : undefined;
  const node = options.execPath ?? process.execPath;
  const nodeArgs = nodeOptions(script, options.heapMb, permission, plan, codeFile, options.inspect);
  const [outer, ...outerArgs] = options.outer?.command ?? [];
  const child = fork(script, [JSON.stringify(plan), ...(codeFile ? [codeFile] : [])], {
    execPath: outer ?? node,
    execArgv: outer === undefined ? nodeArgs : [...outerArgs, node, ...nodeArgs],
    env: environment(needsAddons(plan)),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: path.dirname(script),
  });
  endWithHost(child);
  // Graphics drivers print while they start; the output is the learner's.
  if (plan.order.includes('webgpu')) {
    child.stdout &&= skipToMark(child.stdout);
    child.stderr &&= skipToMark(child.stderr);
  }
  return child;
}

/** Bound on what the process may hold in memory in all, in MB: typed arrays are not in the JavaScript heap. */
export const RUNNER_MEMORY_MB = 3_000;

/** Ceiling of the learner's JavaScript heap, in MB. */
export const RUNNER_HEAP_MB = 1024;
