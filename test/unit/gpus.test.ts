import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gpuReports, together } from '../../src/runner/devices/gpus';
import { readNvidiaSmi, readSystemFiles, readSystemInformation } from '../../src/runner/devices/gpuProbes';
import { busOf, type Seen, type Sight } from '../../src/runner/devices/seen';
import type { BackendReport } from '../../src/runner/devices/report';

const nothing: Sight = { seen: [], wsl: false };
const row = (backend: BackendReport['backend'], device?: string, more: Partial<BackendReport> = {}): BackendReport => ({ backend, available: device !== undefined, device, ...more });
const cpuOnly = [row('tensorflow', 'CPU (TensorFlow 2.16.2)'), row('webgpu', undefined, { passedOver: { backend: 'webgpu', why: 'noGpu' } }), row('wasm', 'CPU (WebAssembly)')];
const onWebgpu = (device: string) => [row('webgpu', device), row('wasm', 'CPU (WebAssembly)')];

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));
/** A made-up root of a Linux: files by path, links as `-> target`. */
function linux(files: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gpus-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (text.startsWith('-> ')) fs.symlinkSync(text.slice(3), file);
    else fs.writeFileSync(file, text);
  }
  return root;
}
const pci = (address: string, vendor: string, device: string, driver?: string) => ({
  [`sys/bus/pci/devices/${address}/class`]: '0x030000\n',
  [`sys/bus/pci/devices/${address}/vendor`]: `0x${vendor}\n`,
  [`sys/bus/pci/devices/${address}/device`]: `0x${device}\n`,
  ...(driver && { [`sys/bus/pci/devices/${address}/driver`]: `-> ../../../../bus/pci/drivers/${driver}` }),
});

describe('what nvidia-smi prints', () => {
  it('is one GPU a line', () => {
    expect(readNvidiaSmi('NVIDIA H100 80GB HBM3, 81559, 550.54.15, 00000000:19:00.0\nTesla T4, 15360, 535.129.03, 00000001:00:1E.0\n')).toEqual([
      { source: 'nvidia-smi', vendor: 'NVIDIA', model: 'NVIDIA H100 80GB HBM3', memoryMb: 81559, driver: '550.54.15', bus: '19:00.0' },
      { source: 'nvidia-smi', vendor: 'NVIDIA', model: 'Tesla T4', memoryMb: 15360, driver: '535.129.03', bus: '1:00:1e.0' },
    ]);
  });

  it('may lack the size of the memory', () => {
    expect(readNvidiaSmi('NVIDIA GB10, [N/A], 580.1, 0000000F:01:00.0')).toEqual([{ source: 'nvidia-smi', vendor: 'NVIDIA', model: 'NVIDIA GB10', memoryMb: undefined, driver: '580.1', bus: 'f:01:00.0' }]);
  });

  it.each(['', 'No devices were found\n', 'NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.', 'a, b, c, d\n', '\u0000\u0001,,,,,\n', 'GPU, 1, 2, 00000000:01:00.0, more'])('is nothing where it is garbage: %j', (text) => {
    expect(readNvidiaSmi(text)).toEqual([]);
  });
});

describe('what systeminformation prints', () => {
  it('is taken as far as it says something', () => {
    expect(readSystemInformation(JSON.stringify([{ vendor: 'Intel Corporation', model: 'Iris Xe Graphics (rev 0c)', busAddress: '00:02.0', vram: null }, { vendor: '', model: '' }]))).toEqual([
      { source: 'systeminformation', vendor: 'Intel', model: 'Iris Xe Graphics', memoryMb: undefined, driver: undefined, bus: '00:02.0' },
    ]);
  });

  it.each(['', 'null', '{}', '[1]', '[{"vendor": 3}]', 'Error: spawn'])('is nothing where it is garbage: %j', (text) => {
    expect(readSystemInformation(text)).toEqual([]);
  });
});

describe('what the files of Linux say', () => {
  it('NVIDIA with its driver', async () => {
    const root = linux({
      ...pci('0000:01:00.0', '10de', '2684', 'nvidia'),
      'proc/driver/nvidia/version': 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.14  Release Build\nGCC version: 12\n',
      'proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   100\n',
      'dev/nvidia0': '',
    });
    expect(await readSystemFiles(root)).toEqual([{ source: 'system files', vendor: 'NVIDIA', model: 'NVIDIA GeForce RTX 4090', driver: '550.54.14', bus: '01:00.0' }]);
  });

  it('a card without a driver, and one whose driver has no file here', async () => {
    const root = linux({ ...pci('0000:01:00.0', '10de', '2684'), ...pci('0000:02:00.0', '1002', '73bf', 'amdgpu'), ...pci('0000:03:00.0', '1b21', '0612', 'ahci'), 'sys/bus/pci/devices/0000:03:00.0/class': '0x010601\n' });
    const seen = await readSystemFiles(root);
    expect(seen).toMatchObject([{ vendor: 'NVIDIA', model: 'PCI 10de:2684', noDriver: true }, { vendor: 'AMD', driver: 'amdgpu', noDeviceFile: true }]);
    expect(seen).toHaveLength(2);
  });

  it('no GPU, and no such folder', async () => {
    expect(await readSystemFiles(linux({ 'dev/null': '' }))).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([['00000000:01:00.0', '01:00.0'], ['0000:01:00.0', '01:00.0'], ['01:00.0', '01:00.0'], ['00000002:00:00.0', '2:00:00.0'], ['0002:00:00.0', '2:00:00.0'], ['0A:00.1', '0a:00.1'], ['somewhere', undefined], [undefined, undefined]])('%s is %s', (address, place) => {
    expect(busOf(address)).toBe(place);
  });
});

describe('one GPU seen by several', () => {
  const smi: Seen = { source: 'nvidia-smi', vendor: 'NVIDIA', model: 'NVIDIA GeForce RTX 3070', memoryMb: 8192, driver: '550.1', bus: '01:00.0' };

  it('is one by its address, in the words of the one that knows best', () => {
    expect(together([{ source: 'system files', vendor: 'NVIDIA', model: 'PCI 10de:2484', driver: '550.1', bus: '01:00.0' }, { source: 'systeminformation', vendor: 'NVIDIA', model: 'GA104 [GeForce RTX 3070]', bus: '01:00.0' }, smi])).toEqual([
      { vendor: 'NVIDIA', model: 'NVIDIA GeForce RTX 3070', memoryMb: 8192, driver: '550.1', bus: '01:00.0', sources: ['nvidia-smi', 'systeminformation', 'system files'] },
    ]);
  });

  it('is one by its name where an address is missing', () => {
    const both = together([smi, { source: 'systeminformation', vendor: 'NVIDIA', model: 'NVIDIA GeForce RTX 3070', memoryMb: 8191 }]);
    expect(both).toHaveLength(1);
    expect(both[0]!.memoryMb).toBe(8192);
  });

  it('two of a kind stay two', () => {
    const other = { ...smi, bus: '02:00.0' };
    const twice = together([smi, other, { source: 'systeminformation', vendor: 'NVIDIA', model: 'GeForce RTX 3070' }, { source: 'systeminformation', vendor: 'NVIDIA', model: 'GeForce RTX 3070' }]);
    expect(twice.map(({ bus, sources }) => [bus, sources.length])).toEqual([['01:00.0', 2], ['02:00.0', 2]]);
  });

  it('in two domains with the same place stay two', () => {
    expect(together(readNvidiaSmi('Tesla V100, 1, 1.0, 00000001:00:00.0\nTesla V100, 1, 1.0, 00000002:00:00.0'))).toHaveLength(2);
  });

  it('the one that WebGPU computes on is found among several', () => {
    const seen: Seen[] = [{ source: 'systeminformation', vendor: 'Intel', model: 'UHD Graphics 770', bus: '00:02.0' }, smi];
    const reports = gpuReports({ seen, wsl: false }, onWebgpu('GPU (NVIDIA GeForce RTX 3070, Vulkan)'));
    expect(reports.map(({ model, usable }) => [model, usable])).toEqual([['NVIDIA GeForce RTX 3070', true], ['UHD Graphics 770', false]]);
    expect(reports[1]!.note!.en).toMatch(/Another GPU/);
  });

  it('WebGPU may know it by its architecture only, or alone', () => {
    const seen: Seen[] = [{ source: 'systeminformation', vendor: 'Intel', model: 'Iris Xe Graphics', bus: '00:02.0' }];
    expect(gpuReports({ seen, wsl: false }, onWebgpu('GPU (Intel gen 12lp, Vulkan)'))).toMatchObject([{ model: 'Iris Xe Graphics', usable: true }]);
    expect(gpuReports(nothing, onWebgpu('GPU (Apple M2, Metal)'))).toEqual([{ vendor: 'Apple', model: 'M2', sources: ['WebGPU'], usable: true }]);
  });

  it('TensorFlow on CUDA uses the NVIDIA one', () => {
    expect(gpuReports({ seen: [smi], wsl: false }, [row('tensorflow', 'GPU (TensorFlow 2.16.2)')])).toMatchObject([{ usable: true, sources: ['nvidia-smi', 'TensorFlow'] }]);
  });

  it('a program that imitates one is none', () => {
    expect(gpuReports(nothing, [row('webgpu', 'software GPU (llvmpipe, Mesa 25.0.7)', { softwareGpu: true })])).toEqual([]);
  });
});

describe('a GPU that is there and unusable says why', () => {
  const nvidia: Seen = { source: 'nvidia-smi', vendor: 'NVIDIA', model: 'NVIDIA L4', driver: '550.1', bus: '01:00.0' };
  const amd: Seen = { source: 'systeminformation', vendor: 'AMD', model: 'Navi 21', bus: '02:00.0' };
  const note = (sight: Partial<Sight>, backends = cpuOnly) => gpuReports({ ...nothing, ...sight }, backends).map((gpu) => gpu.note?.en);

  it.each<[string, Partial<Sight>, RegExp]>([
    ['no driver', { seen: [{ ...amd, source: 'system files', noDriver: true }] }, /no driver serves it/],
    ['a container without access', { seen: [{ ...amd, source: 'system files', noDeviceFile: true }] }, /container must be started with access/],
    ['nvidia-smi hangs', { seen: [{ ...nvidia, source: 'systeminformation' }], nvidiaTrouble: { kind: 'hung', afterMs: 2000 } }, /cut off after 2000 ms/],
    ['nvidia-smi hangs, and nothing else sees the GPU', { nvidiaTrouble: { kind: 'hung', afterMs: 2000 } }, /cut off after 2000 ms/],
    ['the driver is broken', { seen: [{ ...nvidia, source: 'systeminformation' }], nvidiaTrouble: { kind: 'failed', words: 'Driver/library version mismatch' } }, /“Driver\/library version mismatch”/],
    ['TensorFlow without CUDA', { seen: [nvidia] }, /built without CUDA/],
    ['WSL', { seen: [nvidia], wsl: true }, /belongs to Windows/],
    ['a screen of a virtual machine', { seen: [{ source: 'systeminformation', vendor: 'VMware', model: 'SVGA II Adapter' }] }, /cannot compute/],
  ])('%s', (_what, sight, words) => {
    expect(note(sight)).toEqual([expect.stringMatching(words)]);
  });

  it('on Linux an AMD without Vulkan names what to install', () => {
    if (process.platform === 'linux') expect(note({ seen: [amd] })).toEqual([expect.stringMatching(/mesa-vulkan-drivers/)]);
    else expect(note({ seen: [amd] })).toEqual([expect.stringMatching(/does not offer it/)]);
  });

  it('no GPU is no GPU, in nvidia-smi’s words too', () => {
    expect(note({ nvidiaTrouble: { kind: 'failed', words: 'No devices were found' } })).toEqual([]);
    expect(note({ nvidiaTrouble: { kind: 'garbage' } })).toEqual([]);
  });

  it('webgpu that crashes is the driver', () => {
    expect(note({ seen: [amd] }, [row('webgpu', undefined, { passedOver: { backend: 'webgpu', why: 'crashed', detail: 'SIGSEGV' } })])).toEqual([expect.stringMatching(/driver failed/)]);
  });

  it('a usable one has no note', () => {
    expect(note({ seen: [amd] }, onWebgpu('GPU (AMD Navi 21, Vulkan)'))).toEqual([undefined]);
  });

  it('in WSL the nameless stand-in goes where the real name is known', () => {
    const standIn: Seen = { source: 'systeminformation', vendor: 'Microsoft', model: 'Basic Render Driver', bus: '05:00.0' };
    expect(gpuReports({ seen: [standIn, nvidia], wsl: true }, cpuOnly).map(({ model }) => model)).toEqual(['NVIDIA L4']);
    expect(gpuReports({ seen: [standIn], wsl: true }, cpuOnly)[0]!.note!.en).toMatch(/belongs to Windows/);
  });
});
