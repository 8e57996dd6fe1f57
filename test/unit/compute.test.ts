import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { computeReportText } from '../../src/runner/devices/asText';
import { withEarlier } from '../../src/runner/devices/earlier';
import { fingerprintOf, gpuTraits, type Traits } from '../../src/runner/devices/fingerprint';
import { remember, rememberedFor, rememberedReports, stateFile } from '../../src/runner/devices/remembered';
import { computeReportIn, fastest, type BackendReport, type ComputeReport } from '../../src/runner/devices/report';
import { firstChoice, planFor } from '../../src/runner/devices/start';
import { milliseconds, ratioTo, shortDevice, timeWords } from '../../src/runner/devices/words';
import { BACKENDS, type Backend } from '../../src/runner/protocol/backends';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compute-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const both = (text: string) => ({ en: text, 'zh-cn': text });
const timed = (backend: Backend, large?: number, small?: number): BackendReport => ({ backend, available: true, device: 'CPU (x)', stepMs: { large, small } });
const missing = (backend: Backend, why: 'noGpu' | 'softwareGpu' | 'notInstalled' = 'noGpu'): BackendReport => ({ backend, available: false, passedOver: { backend, why }, why: both('no') });
const reportOf = (backends: BackendReport[], fingerprint = 'f'): ComputeReport => ({
  schemaVersion: 1,
  takenAt: '2026-01-02T03:04:05.678Z',
  machine: { os: 'Linux 6', arch: 'x64', cpu: 'AMD EPYC', cores: 8, memoryMb: 16_000, node: 'v20.0.0' },
  gpus: [{ vendor: 'NVIDIA', model: 'NVIDIA L4', memoryMb: 23_034, driver: '550.1', sources: ['nvidia-smi'], usable: false, note: both('why not') }],
  backends,
  auto: fastest(backends),
  fingerprint,
  durationMs: 2_500,
});

describe('auto', () => {
  it.each<[string, BackendReport[], { small: Backend; large: Backend }]>([
    ['the fastest for each size', [timed('tensorflow', 40, 1.5), timed('webgpu', 4, 6), timed('wasm', 60, 0.3), timed('cpu', 900, 0.2)], { small: 'cpu', large: 'webgpu' }],
    ['one may be the fastest for both', [timed('tensorflow', 20, 0.1), missing('webgpu'), timed('wasm', 60, 0.3), timed('cpu', 900, 0.2)], { small: 'tensorflow', large: 'tensorflow' }],
    ['what was cut off is not fast', [missing('tensorflow'), missing('webgpu'), timed('wasm', 60, 0.3), { ...timed('cpu', undefined, 0.2), stepMs: { largeMoreThan: 10, small: 0.2 } }], { small: 'cpu', large: 'wasm' }],
    ['what is not available does not count, whatever stands beside it', [{ ...timed('tensorflow', 1, 0.01), available: false }, timed('wasm', 60, 0.3), timed('cpu', 900, 0.4)], { small: 'wasm', large: 'wasm' }],
    ['nothing measured, TensorFlow there', [timed('tensorflow'), timed('wasm'), timed('cpu')], { small: 'cpu', large: 'tensorflow' }],
    ['nothing measured, no TensorFlow', [missing('tensorflow', 'notInstalled'), timed('wasm'), timed('cpu')], { small: 'cpu', large: 'wasm' }],
    ['nothing at all', [], { small: 'cpu', large: 'wasm' }],
  ])('%s', (_what, backends, expected) => {
    expect(fastest(backends)).toEqual(expected);
  });
});

describe('how a runner is started', () => {
  const common = { script: 'runner.js', softwareGpu: false };
  const native = { dir: '/tf', binding: '/tf/binding.node', version: '2.16.2', from: 'provisioned' as const };
  const none = { why: 'notInstalled' as const };
  const measured = { backends: [timed('tensorflow', 40, 1.5), missing('webgpu', 'softwareGpu'), timed('wasm', 60, 0.3), timed('cpu', 900, 0.2)] };
  const reasons = (options: ReturnType<typeof planFor>) => Object.fromEntries((options.passedOver ?? []).map(({ backend, why }) => [backend, why]));

  it('auto, measured: the fastest, and why not each above it', () => {
    const small = planFor({ ...common, native, choice: 'auto', work: 'small', report: measured });
    expect(small).toMatchObject({ backend: 'auto', auto: 'cpu', binding: '/tf/binding.node' });
    expect(reasons(small)).toEqual({ tensorflow: 'slower', webgpu: 'softwareGpu', wasm: 'slower' });
    const large = planFor({ ...common, native, choice: 'auto', work: 'large', report: measured });
    expect(large).toMatchObject({ auto: 'tensorflow' });
    expect(reasons(large)).toEqual({});
  });

  it('auto, not measured', () => {
    const small = planFor({ ...common, native: none, choice: 'auto', work: 'small' });
    expect(small.auto).toBe('cpu');
    expect(reasons(small)).toEqual({ tensorflow: 'notInstalled', webgpu: 'notMeasured', wasm: 'notMeasured' });
    expect(planFor({ ...common, native: none, choice: 'auto', work: 'large' }).auto).toBe('wasm');
    expect(planFor({ ...common, native, choice: 'auto', work: 'large' }).auto).toBe('tensorflow');
  });

  it('a backend that was started and not timed is not called slower', () => {
    const report = { backends: [timed('tensorflow', undefined, 0.01), missing('webgpu'), timed('wasm', 60, 0.3)] };
    expect(reasons(planFor({ ...common, native, choice: 'auto', work: 'large', report }))).toEqual({ tensorflow: 'notMeasured', webgpu: 'noGpu' });
  });

  it('the setting overrides what was measured', () => {
    for (const choice of BACKENDS) {
      const options = planFor({ ...common, native, choice, work: 'small', report: measured });
      expect(options).toMatchObject({ backend: choice });
      expect(options.passedOver ?? []).toEqual([]);
      expect(firstChoice(options)).toBe(choice);
    }
  });

  it('TensorFlow that was asked for and is not there says so, and something else does the work', () => {
    const options = planFor({ ...common, native: { why: 'wrongLibrary', detail: 'libtensorflow 1.15' }, choice: 'tensorflow', work: 'large' });
    expect(options.passedOver).toEqual([{ backend: 'tensorflow', why: 'wrongLibrary', detail: 'libtensorflow 1.15' }]);
    expect(firstChoice(options)).toBe('wasm');
    expect(firstChoice(planFor({ ...common, native: none, choice: 'auto', work: 'small' }))).toBe('cpu');
  });
});

describe('the fingerprint', () => {
  const traits: Traits = { system: 'linux x64 6.1', cpu: 'AMD EPYC', cores: 8, memoryMb: 16_000, node: 20, extension: '0.1.0', native: '2.16.2 /tf', softwareGpu: false, gpus: ['nvidia 550.1'], environment: ['CUDA_VISIBLE_DEVICES='] };

  it('is another one as soon as anything is another', () => {
    const changes: Partial<Traits>[] = [{}, { system: 'linux x64 6.2' }, { cpu: 'Intel' }, { cores: 4 }, { memoryMb: 8_000 }, { node: 22 }, { extension: '0.2.0' }, { native: 'notInstalled' }, { softwareGpu: true }, { gpus: ['nvidia 560.2'] }, { gpus: [] }, { environment: ['CUDA_VISIBLE_DEVICES=0'] }];
    const all = changes.map((change) => fingerprintOf({ ...traits, ...change }));
    expect(new Set(all).size).toBe(changes.length);
    expect(fingerprintOf({ ...traits })).toBe(all[0]);
  });

  it('reads the driver and the cards of a Linux', async () => {
    const root = path.join(folder, 'linux');
    const write = (file: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
    };
    expect(await gpuTraits(root, 'linux')).toEqual([]);
    write('sys/class/drm/card0/device/vendor', '0x10de\n');
    write('sys/class/drm/card0/device/device', '0x2684\n');
    write('sys/class/drm/card0-HDMI-A-1/status', 'connected\n');
    write('proc/driver/nvidia/version', 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.1\nGCC version: 12\n');
    write('usr/lib/wsl/drivers/nv_dispi.inf_amd64_1/x', '');
    expect(await gpuTraits(root, 'linux')).toEqual(['card0 0x10de 0x2684', 'nvidia NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.1', 'wsl nv_dispi.inf_amd64_1']);
  });
});

describe('what is remembered', () => {
  const file = path.join(folder, 'state/compute.json');
  const report = reportOf([timed('wasm', 60, 0.3), timed('cpu', 900, 0.2)]);

  it('comes back for the same fingerprint, and for no other', async () => {
    await remember(report, file);
    expect(await rememberedFor('f', file)).toEqual(report);
    expect(await rememberedFor('g', file)).toBeUndefined();
  });

  it('of two machines with one home folder neither forgets the other', async () => {
    await remember({ ...report, fingerprint: 'g', durationMs: 1 }, file);
    await remember({ ...report, durationMs: 2 }, file);
    expect((await rememberedReports(file)).map(({ fingerprint, durationMs }) => [fingerprint, durationMs])).toEqual([['f', 2], ['g', 1]]);
  });

  it('does not grow without end', async () => {
    for (let i = 0; i < 20; i++) await remember({ ...report, fingerprint: `m${i}` }, file);
    expect(await rememberedReports(file)).toHaveLength(12);
    expect(await rememberedFor('m19', file)).toBeDefined();
  });

  it('leaves no temporary file behind', () => {
    expect(fs.readdirSync(path.dirname(file))).toEqual(['compute.json']);
  });

  it.each([
    ['empty', ''],
    ['cut short', JSON.stringify({ schemaVersion: 1, reports: [report] }).slice(0, -20)],
    ['another program’s', '{"version": 3}'],
    ['of a later version', JSON.stringify({ schemaVersion: 2, reports: [report] })],
    ['a list', '[]'],
    ['a backend that does not exist', JSON.stringify({ schemaVersion: 1, reports: [{ ...report, auto: { small: 'abacus', large: 'wasm' } }] })],
    ['a time that is no number', JSON.stringify({ schemaVersion: 1, reports: [{ ...report, backends: [{ backend: 'wasm', available: true, stepMs: { large: 'fast' } }] }] })],
  ])('damaged or foreign content is nothing: %s', async (_what, text) => {
    fs.writeFileSync(file, text);
    expect(await rememberedReports(file)).toEqual([]);
    await remember(report, file);
    expect(await rememberedFor('f', file)).toEqual(report);
  });

  it('a damaged report does not take the others with it', async () => {
    fs.writeFileSync(file, JSON.stringify({ schemaVersion: 1, reports: [{ ...report, gpus: 'none' }, { ...report, fingerprint: 'whole' }] }));
    expect((await rememberedReports(file)).map(({ fingerprint }) => fingerprint)).toEqual(['whole']);
  });

  it('a folder in the place of the file is nothing', async () => {
    expect(await rememberedReports(folder)).toEqual([]);
  });

  it.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, string]>([
    ['Linux', {}, 'linux', '/home/a/.cache/ai-coursework/compute.json'],
    ['Linux with a cache folder', { XDG_CACHE_HOME: '/cache' }, 'linux', '/cache/ai-coursework/compute.json'],
    ['macOS', { XDG_CACHE_HOME: '/cache' }, 'darwin', '/home/a/Library/Caches/ai-coursework/compute.json'],
    ['Windows', { LOCALAPPDATA: '/local' }, 'win32', '/local/ai-coursework/compute.json'],
    ['named', { COURSEWORK_STATE_DIR: '/state', XDG_CACHE_HOME: '/cache' }, 'linux', '/state/ai-coursework/compute.json'],
  ])('lies in the user’s own folder: %s', (_what, env, platform, expected) => {
    expect(stateFile(env, platform, '/home/a').split(path.sep).join('/')).toBe(expected);
  });
});

describe('what an earlier detection knew', () => {
  const row = (more: Partial<BackendReport>): BackendReport => ({ backend: 'wasm', available: true, device: 'CPU (WebAssembly)', stepMs: { large: 50, small: 1 }, ...more });
  const cutOff: BackendReport = { backend: 'wasm', available: false, passedOver: { backend: 'wasm', why: 'timeout' } };

  it('stands where a backend did not answer in time, and says so', () => {
    const [filled] = withEarlier([cutOff], { backends: [row({})] });
    expect(filled).toMatchObject({ available: true, stepMs: { large: 50, small: 1 } });
    expect(filled!.why?.en).toMatch(/earlier/);
    expect(withEarlier([cutOff], undefined)).toEqual([cutOff]);
  });

  it('fills a time that is missing, and leaves what was measured now', () => {
    const [filled] = withEarlier([row({ stepMs: { largeMoreThan: 900, small: 2 } })], { backends: [row({})] });
    expect(filled!.stepMs).toEqual({ large: 50, small: 2 });
    expect(withEarlier([row({ stepMs: { large: 70, small: 2 } })], { backends: [row({})] })[0]!.stepMs).toEqual({ large: 70, small: 2 });
  });

  it('does not bring back what is gone', () => {
    const gone: BackendReport = { ...cutOff, passedOver: { backend: 'wasm', why: 'failed' } };
    expect(withEarlier([gone], { backends: [row({})] })).toEqual([gone]);
  });
});

describe('in words', () => {
  const report = reportOf([missing('tensorflow', 'notInstalled'), { ...timed('wasm', 61.3, 0.3), device: 'CPU (WebAssembly)' }, { ...timed('cpu', undefined, 0.2), stepMs: { largeMoreThan: 1_234, small: 0.2 } }]);

  it('a report in one language has that language’s texts', () => {
    const told = computeReportIn({ ...report, gpus: [{ ...report.gpus[0]!, note: { en: 'why', 'zh-cn': '为何' } }] }, 'zh-cn');
    expect(told.gpus[0]!.note).toBe('为何');
    expect(told.backends[0]!.why).toBe('no');
  });

  it('as text', () => {
    const text = computeReportText(computeReportIn(report, 'en'), ({ text: words, args }) => words.replace(/\{(\w+)\}/g, (_, name: string) => String(args?.[name])));
    expect(text).toContain('✗ NVIDIA L4 (22.5 GB, driver 550.1, not used, nvidia-smi)\n      why not');
    const table = text.split('\n').filter((line) => /^ {2}[✓✗ ] {2}\S/.test(line));
    expect(table.map((line) => line.trim().split(/ {2,}/))).toEqual([['Backend', 'large work', 'small work', 'Device'], ['✗', 'tensorflow', '–', '–', '–'], ['✓', 'wasm', '61 ms', '1×', '0.3 ms', '1.5×', 'CPU (WebAssembly)'], ['✓', 'cpu', '> 1.2 s', '0.2 ms', '1×', 'CPU (x)']]);
    // The columns stand one below the other.
    expect(new Set(table.map((line) => line.search(/Device$|–$|CPU/))).size).toBe(1);
    expect(text).toContain('wasm does large work (the CNN exercise) and cpu does small work');
  });

  it('times and ratios', () => {
    expect([0.0123, 0.24, 9.99, 38.2, 999.6, 1_234].map(milliseconds)).toEqual(['0.012 ms', '0.24 ms', '10 ms', '38 ms', '1.0 s', '1.2 s']);
    expect([timeWords({ large: 5 }, 'large'), timeWords({ largeMoreThan: 500 }, 'large'), timeWords({}, 'large'), timeWords(undefined, 'small')]).toEqual(['5 ms', '> 500 ms', '–', '–']);
    expect(report.backends.map(({ stepMs }) => ratioTo(report.backends, stepMs, 'small'))).toEqual(['', '1.5×', '1×']);
    expect(ratioTo([timed('wasm', 3), timed('cpu', 900)], { large: 900 }, 'large')).toBe('300×');
  });

  it.each([['CPU (WebAssembly)', 'CPU'], ['GPU (NVIDIA GeForce RTX 4070, Vulkan)', 'NVIDIA GeForce RTX 4070'], ['GPU (TensorFlow 2.16.2)', 'GPU'], ['CPU (TensorFlow 2.16.2)', 'CPU'], ['software GPU (llvmpipe, Mesa 25.0.7)', 'software GPU'], ['abacus', 'abacus']])('%s is %s in the status bar', (device, short) => {
    expect(shortDevice(device)).toBe(short);
  });
});
