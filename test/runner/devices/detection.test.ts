import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/runner/devices/ask';
import { nativeAt } from '../../../src/runner/devices/current';
import { detect, DETECTION_LIMIT } from '../../../src/runner/devices/detect';
import { fingerprintOf, traitsOf } from '../../../src/runner/devices/fingerprint';
import { lookForGpus } from '../../../src/runner/devices/gpuProbes';
import { remember, rememberedReports, stateFile } from '../../../src/runner/devices/remembered';
import type { BackendReport, ComputeReport } from '../../../src/runner/devices/report';
import { startOptions } from '../../../src/runner/devices/start';
import { BACKENDS, type Backend, type PassedOver } from '../../../src/runner/protocol/backends';
import { Runner } from '../../../src/runner/runner';
import type { SpawnOptions } from '../../../src/runner/spawn';
import { until } from '../process/harness';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const where = { root };
const graphics = path.join(root, 'dist/graphics.js');
/** What the house promises is 3 s; putting processes away and a busy machine's clock come on top. */
const PROMISED = DETECTION_LIMIT + 500;

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'devices-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** A state folder of the test's own, and a program before all others in the PATH. */
function alone(name: string, tools: Record<string, string> = {}): void {
  const bin = path.join(folder, name, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  for (const [tool, text] of Object.entries(tools)) fs.writeFileSync(path.join(bin, tool), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}${path.delimiter}${process.env.PATH}`);
  vi.stubEnv('COURSEWORK_STATE_DIR', path.join(folder, name));
}

const posix = process.platform !== 'win32';
const HUNG = 'sleep 3217';
/** Command lines of the processes of this machine. */
const running = (part: string): boolean =>
  fs.readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(part);
    } catch {
      return false;
    }
  });

const SMI = 'NVIDIA L4, 23034, 550.54.15, 00000000:C1:00.0';
const LSPCI = `c1:00.0 VGA compatible controller: NVIDIA Corporation AD104GL [L4] (rev a1) (prog-if 00 [VGA controller])
\tRegion 1: Memory at e0000000 (64-bit, prefetchable) [size=256M]`;

describe.runIf(posix)('looking for GPUs', () => {
  it('nvidia-smi and lspci speak of one GPU', async () => {
    alone('both', { 'nvidia-smi': `echo '${SMI}'`, lspci: `cat <<'END'\n${LSPCI}\nEND` });
    const { seen, nvidiaTrouble } = await lookForGpus({ graphics, limitMs: 10_000 });
    expect(nvidiaTrouble).toBeUndefined();
    const found = seen.filter(({ bus }) => bus === 'c1:00.0');
    expect(found.map(({ source }) => source)).toEqual(process.platform === 'linux' ? ['nvidia-smi', 'systeminformation'] : ['nvidia-smi']);
    expect(found[0]).toMatchObject({ model: 'NVIDIA L4', memoryMb: 23034, driver: '550.54.15' });
  });

  it('an nvidia-smi that hangs is cut off, and what else is known stays', async () => {
    alone('hung', { 'nvidia-smi': HUNG, lspci: `cat <<'END'\n${LSPCI}\nEND` });
    const from = performance.now();
    const { seen, nvidiaTrouble } = await lookForGpus({ graphics, limitMs: 1_500 });
    expect(performance.now() - from).toBeLessThan(2_500);
    expect(nvidiaTrouble).toMatchObject({ kind: 'hung' });
    if (process.platform === 'linux') {
      expect(seen.filter(({ bus }) => bus === 'c1:00.0')).toMatchObject([{ source: 'systeminformation', vendor: 'NVIDIA' }]);
      expect(await until(() => !running(HUNG), 2_000)).toBe(true);
    }
  });

  it.each([
    ['garbage', 'head -c 5000 /dev/urandom', 'garbage'],
    ['an endless answer', 'yes', 'hung'],
    ['a failure', 'echo "Failed to initialize NVML: Driver/library version mismatch"; exit 18', 'failed'],
    ['nothing', 'exit 0', undefined],
  ])('%s from nvidia-smi is no GPU', async (name, text, kind) => {
    alone(name, { 'nvidia-smi': text, lspci: 'exit 1' });
    const { seen, nvidiaTrouble } = await lookForGpus({ graphics, limitMs: 5_000 });
    expect(seen.filter(({ source }) => source === 'nvidia-smi')).toEqual([]);
    expect(nvidiaTrouble?.kind).toBe(kind);
  });

  it('an abort ends the question', async () => {
    const cancel = new AbortController();
    const asked = ask('sleep', ['60'], { limitMs: 30_000, signal: cancel.signal });
    cancel.abort();
    expect(await asked).toMatchObject({ status: 'hung' });
    expect(await ask(path.join(folder, 'no such program'), [], { limitMs: 1_000 })).toEqual({ status: 'absent' });
  });
});

const reportWith = (fingerprint: string, times: Partial<Record<Backend, { small: number; large: number }>>): ComputeReport => ({
  schemaVersion: 1,
  takenAt: '2026-01-02T03:04:05.678Z',
  machine: { os: 'x', arch: 'x', cpu: 'x', cores: 1, memoryMb: 1, node: 'x' },
  gpus: [],
  backends: BACKENDS.map((backend): BackendReport => (times[backend] ? { backend, available: true, device: 'x', stepMs: times[backend] } : { backend, available: false, passedOver: { backend, why: 'noGpu' } })),
  auto: { small: 'cpu', large: 'cpu' },
  fingerprint,
  durationMs: 1,
});

describe('the start of a runner', () => {
  const now = async () => fingerprintOf(await traitsOf(where, await nativeAt(where)));

  it('with auto takes the fastest of the report, for each size of work', async () => {
    alone('auto');
    await remember(reportWith(await now(), { wasm: { small: 1, large: 9 }, cpu: { small: 2, large: 3 } }));
    expect(await startOptions(where, 'auto', 'small')).toMatchObject({ backend: 'auto', auto: 'wasm' });
    const large = await startOptions(where, 'auto', 'large');
    expect(large.auto).toBe('cpu');
    expect(large.passedOver).toContainEqual({ backend: 'wasm', why: 'slower' });
    const { runner, hello } = await Runner.start(large);
    await runner.dispose();
    expect(hello.backend).toBe('cpu');
    expect(hello.tried.map(({ backend }) => backend).sort()).toEqual(['tensorflow', 'wasm', 'webgpu']);
  });

  it('a report of the machine as it was before counts for nothing', async () => {
    alone('changed');
    await remember(reportWith('another machine', { wasm: { small: 1, large: 9 }, cpu: { small: 2, large: 3 } }));
    const options = await startOptions(where, 'auto', 'small');
    expect(options.auto).toBe('cpu');
    expect(options.passedOver).toContainEqual({ backend: 'wasm', why: 'notMeasured' });
  });

  it('looks all of this up in a few milliseconds', async () => {
    alone('quick');
    await remember(reportWith(await now(), { wasm: { small: 1, large: 9 } }));
    const times: number[] = [];
    for (let i = 0; i < 30; i++) {
      const from = performance.now();
      await startOptions(where, 'auto', 'small');
      times.push(performance.now() - from);
    }
    expect(Math.min(...times)).toBeLessThan(10);
  });
});

/** The others are left out, so that the time is enough on a busy machine too. */
const only = (backend: Backend, options: SpawnOptions): SpawnOptions | PassedOver => (options.backend === backend ? options : { backend: options.backend as Backend, why: 'unsupported' });

describe('detection', () => {
  it('answers in 3 s, with a hung nvidia-smi and a backend that never says hello', async () => {
    alone('detection', posix ? { 'nvidia-smi': HUNG } : {});
    const hang = path.join(folder, 'hang.js');
    fs.writeFileSync(hang, 'setInterval(() => {}, 1000);');
    const told: Backend[] = [];
    const from = performance.now();
    const report = await detect(where, { onMeasure: (backend) => told.push(backend), spawn: (options) => (options.backend === 'webgpu' ? { ...options, script: hang } : options) });
    expect(performance.now() - from).toBeLessThan(PROMISED);
    expect(report.durationMs).toBeLessThan(PROMISED);
    expect(report.backends.map(({ backend }) => backend)).toEqual(BACKENDS);
    expect(report.backends[1]).toMatchObject({ backend: 'webgpu', available: false, passedOver: { why: 'timeout' } });
    expect(report.backends[1]!.why!.en).toMatch(/cut off/);
    expect(told).not.toContain('webgpu');
    // Each of the others has a device or a reason, and each available one a time or the reason why not.
    for (const row of report.backends) {
      expect(row.available ? row.device : row.passedOver).toBeTruthy();
      if (row.available && (row.stepMs!.large === undefined || row.stepMs!.small === undefined)) expect(row.why).toBeDefined();
    }
    expect(await rememberedReports()).toEqual([report]);
    if (process.platform === 'linux') expect(await until(() => !running(hang) && !running(HUNG), 2_000)).toBe(true);
  });

  it('a backend that hangs in the midst of a step is cut off, and the others are timed', async () => {
    alone('stuck');
    const stuck = path.join(folder, 'stuck.js');
    // It says that it is wasm, takes the file, and never returns from the first call.
    fs.writeFileSync(stuck, `process.on('message', ({ type }) => { if (type === 'load') process.send({ type: 'loaded', exports: [['small', 'function'], ['large', 'function']] }); if (type === 'call') for (;;); });
process.send({ type: 'hello', protocol: 1, node: process.version, backend: 'wasm', device: 'CPU (stuck)', tried: [] });`);
    const from = performance.now();
    const report = await detect(where, { spawn: (options) => (options.backend === 'wasm' ? { ...options, script: stuck } : only('cpu', options)) });
    expect(performance.now() - from).toBeLessThan(PROMISED);
    const wasm = report.backends.find(({ backend }) => backend === 'wasm')!;
    expect(wasm).toMatchObject({ available: true, device: 'CPU (stuck)' });
    expect(wasm.stepMs!.smallMoreThan).toBeGreaterThan(0);
    expect(wasm.stepMs!.small).toBeUndefined();
    expect(wasm.why!.en).toMatch(/longer than \d+ ms/);
    expect(report.auto.small).toBe('cpu');
    if (process.platform === 'linux') expect(await until(() => !running(stuck), 2_000)).toBe(true);
  });

  it('a backend that ends its process while it is timed is passed over as crashed', async () => {
    alone('crash');
    const crash = path.join(folder, 'crash.js');
    fs.writeFileSync(crash, `process.on('message', ({ type }) => { if (type === 'load') process.send({ type: 'loaded', exports: [] }); if (type === 'call') process.kill(process.pid, 'SIGSEGV'); });
process.send({ type: 'hello', protocol: 1, node: process.version, backend: 'cpu', device: 'CPU (crash)', tried: [] });`);
    const report = await detect(where, { spawn: (options) => only('cpu', { ...options, script: crash }) });
    expect(report.backends.find(({ backend }) => backend === 'cpu')).toMatchObject({ available: false, passedOver: { why: 'crashed', ...(posix && { detail: 'SIGSEGV' }) } });
  });

  it('an abort ends it, and nothing is remembered', async () => {
    alone('abort');
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(new Error('the person went away')), 300);
    const from = performance.now();
    await expect(detect(where, { signal: cancel.signal })).rejects.toThrow('the person went away');
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(fs.existsSync(stateFile())).toBe(false);
  });
});

/** Runs `devices` as a person does. */
function devices(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'devices', ...args], { env: process.env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('devices on the command line', () => {
  it('--json is the report and nothing else, in the language that was asked for', async () => {
    alone('json', posix ? { 'nvidia-smi': `echo '${SMI}'` } : {});
    const { code, stdout, stderr } = await devices('--json', '--lang', 'zh-cn');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout) as ComputeReport<string>;
    expect(report).toMatchObject({ schemaVersion: 1, machine: { arch: process.arch, node: process.version } });
    expect(Object.keys(report).sort()).toEqual(['auto', 'backends', 'durationMs', 'fingerprint', 'gpus', 'machine', 'schemaVersion', 'takenAt']);
    expect(report.durationMs).toBeLessThan(PROMISED);
    expect(report.backends.map(({ backend }) => backend)).toEqual(BACKENDS);
    expect(BACKENDS).toContain(report.auto.small);
    for (const { why } of report.backends) if (why !== undefined) expect(why).toMatch(/\p{Script=Han}/u);
    if (posix) {
      const gpu = report.gpus.find(({ model }) => model === 'NVIDIA L4');
      expect(gpu).toMatchObject({ vendor: 'NVIDIA', memoryMb: 23034, driver: '550.54.15', sources: expect.arrayContaining(['nvidia-smi']) as string[] });
      // There is none in truth: present and unusable is an answer with a reason.
      if (!gpu!.usable) expect(gpu!.note).toMatch(/\p{Script=Han}/u);
    }
    expect((await rememberedReports())[0]).toMatchObject({ fingerprint: report.fingerprint, takenAt: report.takenAt });
  });

  it('without --json it is a table', async () => {
    alone('table');
    const { code, stdout } = await devices('--lang', 'en');
    expect(code).toBe(0);
    for (const backend of BACKENDS) expect(stdout).toMatch(new RegExp(`[✓✗] {2}${backend} `));
    expect(stdout).toMatch(/With the setting “auto”/);
  });
});
