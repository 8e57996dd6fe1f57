import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { NativeProblem, NativeRuntime } from '../native/find';
import { softwareGpuOf, type Where } from './place';

/** Everything that a measurement depends on and that costs next to nothing to read. */
export interface Traits {
  system: string;
  cpu: string;
  cores: number;
  memoryMb: number;
  node: number;
  extension: string;
  native: string;
  softwareGpu: boolean;
  gpus: string[];
  environment: string[];
}

/** What steers the drivers from outside. */
const STEERING = ['CUDA_VISIBLE_DEVICES', 'VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'VK_ADD_DRIVER_FILES', 'LD_LIBRARY_PATH'];

export async function traitsOf(where: Where, native: NativeRuntime | NativeProblem): Promise<Traits> {
  const [extension, gpus] = await Promise.all([versionOf(where.root), gpuTraits()]);
  return {
    // The kernel's version too: most drivers are part of it.
    system: `${process.platform} ${process.arch} ${os.release()}`,
    cpu: os.cpus()[0]?.model ?? '',
    cores: os.availableParallelism(),
    memoryMb: Math.round(os.totalmem() / 2 ** 20),
    node: Number(process.versions.node.split('.', 1)[0]),
    extension,
    native: 'why' in native ? native.why : `${native.version} ${native.dir}`,
    softwareGpu: softwareGpuOf(where),
    gpus,
    environment: STEERING.map((name) => `${name}=${process.env[name] ?? ''}`),
  };
}

export const fingerprintOf = (traits: Traits): string => createHash('sha256').update(JSON.stringify(traits)).digest('hex').slice(0, 16);

const versionOf = async (root: string): Promise<string> => (JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;

/** The GPUs and their drivers, by files that change with them: asking a driver would take far too long. */
export async function gpuTraits(root = '/', platform = process.platform): Promise<string[]> {
  if (platform === 'linux') return (await Promise.all([nvidia(root), cards(root), wsl(root)])).flat().sort();
  if (platform === 'win32') return (await Promise.all(WINDOWS_DRIVERS.map((file) => stamp(path.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', file))))).flat();
  return []; // macOS: the drivers are the system's, which `system` names.
}

/** The user-mode drivers of CUDA, Vulkan, AMD and Intel. */
const WINDOWS_DRIVERS = ['nvcuda.dll', 'vulkan-1.dll', 'amdxx64.dll', 'igd12umd64.dll'];

const text = (file: string): Promise<string> => fs.readFile(file, 'utf8').then((content) => content.trim(), () => '');

async function nvidia(root: string): Promise<string[]> {
  const version = await text(path.join(root, 'proc/driver/nvidia/version'));
  return version ? [`nvidia ${version.split('\n', 1)[0]}`] : [];
}

async function cards(root: string): Promise<string[]> {
  const folder = path.join(root, 'sys/class/drm');
  const names = (await fs.readdir(folder).catch(() => [])).filter((name) => /^(?:card|renderD)\d+$/.test(name));
  return Promise.all(names.map(async (name) => [name, ...(await Promise.all(['vendor', 'device'].map((file) => text(path.join(folder, name, 'device', file)))))].join(' ')));
}

/** Windows lays the drivers that it lends to Linux into folders named after their versions. */
async function wsl(root: string): Promise<string[]> {
  return (await fs.readdir(path.join(root, 'usr/lib/wsl/drivers')).catch(() => [])).map((name) => `wsl ${name}`);
}

async function stamp(file: string): Promise<string[]> {
  return fs.stat(file).then(({ size, mtimeMs }) => [`${path.basename(file)} ${size} ${mtimeMs}`], () => []);
}
