import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { ask } from './ask';
import { busOf, vendorName, vendorOfId, type NvidiaTrouble, type Seen, type Sight } from './seen';

export interface ProbeOptions {
  /** Absolute path of dist/graphics.js. */
  graphics: string;
  limitMs: number;
  signal?: AbortSignal;
}

/** Asks every source at once. Each is cut off by itself; what one does not say, another may. */
export async function lookForGpus(options: ProbeOptions): Promise<Sight> {
  const wsl = process.platform === 'linux' && (await exists('/dev/dxg'));
  const [nvidia, system, files] = await Promise.all([askNvidiaSmi(options, wsl), askSystem(options), process.platform === 'linux' ? readSystemFiles() : []]);
  return { seen: [...nvidia.seen, ...system, ...files], nvidiaTrouble: nvidia.trouble, wsl };
}

const QUERY = ['--query-gpu=name,memory.total,driver_version,pci.bus_id', '--format=csv,noheader,nounits'];

async function askNvidiaSmi(options: ProbeOptions, wsl: boolean): Promise<{ seen: Seen[]; trouble?: NvidiaTrouble }> {
  let answer = await ask('nvidia-smi', QUERY, options);
  // Windows lays it here; not every shell of WSL has the folder in its PATH.
  if (answer.status === 'absent' && wsl) answer = await ask('/usr/lib/wsl/lib/nvidia-smi', QUERY, options);
  switch (answer.status) {
    case 'absent':
      return { seen: [] };
    case 'hung':
      return { seen: [], trouble: { kind: 'hung', afterMs: answer.afterMs } };
    case 'failed':
      return { seen: [], trouble: { kind: 'failed', words: answer.words.split('\n', 1)[0]! } };
    case 'answered': {
      const seen = readNvidiaSmi(answer.stdout);
      return { seen, trouble: seen.length === 0 && answer.stdout.trim() !== '' ? { kind: 'garbage' } : undefined };
    }
    default:
      return answer satisfies never;
  }
}

/** The lines that are as asked: name, memory in MiB, driver's version, PCI address. */
export function readNvidiaSmi(stdout: string): Seen[] {
  return stdout.split('\n').flatMap((line) => {
    const [model, memory, driver, address, ...more] = line.split(',').map((part) => part.trim());
    const bus = busOf(address);
    if (!model || !driver || !bus || more.length > 0) return [];
    const memoryMb = Number(memory);
    return [{ source: 'nvidia-smi' as const, vendor: 'NVIDIA', model, driver: /^\d[\d.]*$/.test(driver) ? driver : undefined, bus, memoryMb: memoryMb > 0 ? memoryMb : undefined }];
  });
}

const number = v.nullish(v.unknown());
const controllers = v.array(v.looseObject({ vendor: v.nullish(v.string()), model: v.nullish(v.string()), name: v.nullish(v.string()), vram: number, vramDynamic: v.nullish(v.boolean()), driverVersion: v.nullish(v.string()), busAddress: v.nullish(v.string()) }));

async function askSystem({ graphics, ...options }: ProbeOptions): Promise<Seen[]> {
  const answer = await ask(process.execPath, [graphics], { ...options, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' } });
  return answer.status === 'answered' ? readSystemInformation(answer.stdout) : [];
}

export function readSystemInformation(stdout: string): Seen[] {
  const parsed = v.safeParse(controllers, json(stdout));
  if (!parsed.success) return [];
  return parsed.output.flatMap(({ vendor, model, name, vram, vramDynamic, driverVersion, busAddress }) => {
    const words = (model || name || '').replace(/\s*\(rev [0-9a-f]+\)/i, '').trim();
    if (!vendor && !words) return [];
    // Of a GPU that shares the machine's memory it is not the GPU's own.
    const memoryMb = typeof vram === 'number' && vram > 0 && !vramDynamic ? vram : undefined;
    // On Linux the package reads the size of a window to the memory, not of the memory.
    return [{ source: 'systeminformation' as const, vendor: vendor ? vendorName(vendor) : undefined, model: words || undefined, memoryMb: process.platform === 'linux' ? undefined : memoryMb, driver: driverVersion || undefined, bus: busOf(busAddress ?? undefined) }];
  });
}

/** Linux says which PCI devices are graphics, and which driver serves them, without asking the driver. */
export async function readSystemFiles(root = '/'): Promise<Seen[]> {
  const devices = path.join(root, 'sys/bus/pci/devices');
  const [names, nvidiaVersion, nvidiaFile, renderFile] = await Promise.all([
    fs.readdir(devices).catch(() => []),
    nvidiaDriver(root),
    exists(path.join(root, 'dev/nvidia0')),
    fs.readdir(path.join(root, 'dev/dri')).then((files) => files.some((file) => file.startsWith('render')), () => false),
  ]);
  const read = (name: string, file: string) => fs.readFile(path.join(devices, name, file), 'utf8').then((text) => text.trim(), () => '');
  const found = await Promise.all(
    names.map(async (name): Promise<Seen | undefined> => {
      if (!(await read(name, 'class')).startsWith('0x03')) return undefined;
      const [vendorId, deviceId, driver] = await Promise.all([read(name, 'vendor'), read(name, 'device'), fs.readlink(path.join(devices, name, 'driver')).then((link) => path.basename(link), () => undefined)]);
      const nvidia = driver === 'nvidia';
      const model = nvidia ? await fs.readFile(path.join(root, 'proc/driver/nvidia/gpus', name, 'information'), 'utf8').then((text) => /^Model:\s*(.+)$/m.exec(text)?.[1]?.trim(), () => undefined) : undefined;
      return {
        source: 'system files',
        vendor: vendorOfId(vendorId) ?? vendorId.replace(/^0x/, ''),
        model,
        driver: nvidia ? nvidiaVersion : driver,
        bus: busOf(name),
        noDriver: driver === undefined || driver === 'vfio-pci' || undefined,
        noDeviceFile: (driver !== undefined && !(nvidia ? nvidiaFile : renderFile)) || undefined,
        ...(deviceId && !model && { model: `PCI ${vendorId.replace(/^0x/, '')}:${deviceId.replace(/^0x/, '')}` }),
      };
    }),
  );
  return found.filter((one) => one !== undefined);
}

/** Version of NVIDIA's kernel module, as it says itself. */
export async function nvidiaDriver(root = '/'): Promise<string | undefined> {
  const text = await fs.readFile(path.join(root, 'proc/driver/nvidia/version'), 'utf8').catch(() => '');
  return /Kernel Module(?: for \S+)?\s+(\d+(?:\.\d+)+)/.exec(text)?.[1];
}

const exists = (file: string): Promise<boolean> => fs.access(file).then(() => true, () => false);

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
