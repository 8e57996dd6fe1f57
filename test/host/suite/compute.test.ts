import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS } from '../../../src/kit/ids';
import { nativeAt } from '../../../src/runner/devices/current';
import type { DetectOptions } from '../../../src/runner/devices/detect';
import { fingerprintOf, traitsOf } from '../../../src/runner/devices/fingerprint';
import type { Where } from '../../../src/runner/devices/place';
import { remember } from '../../../src/runner/devices/remembered';
import type { ComputeReport } from '../../../src/runner/devices/report';
import { BACKENDS } from '../../../src/runner/protocol/backends';
import type { Hello } from '../../../src/runner/runner';
import { place, STARTER } from './exercise';
import { cleanWindow, theHouse, until } from './house';

const REPORT: ComputeReport = {
  schemaVersion: 1,
  takenAt: '2026-01-02T03:04:05.678Z',
  machine: { os: 'Linux 6', arch: 'x64', cpu: 'AMD EPYC', cores: 8, memoryMb: 16_000, node: 'v20.0.0' },
  gpus: [{ vendor: 'NVIDIA', model: 'NVIDIA L4', memoryMb: 23_034, driver: '550.1', sources: ['nvidia-smi'], usable: false, note: { en: 'why not', 'zh-cn': '为何' } }],
  backends: [
    { backend: 'tensorflow', available: false, passedOver: { backend: 'tensorflow', why: 'notInstalled' }, why: { en: 'not there', 'zh-cn': '没有' } },
    { backend: 'webgpu', available: false, passedOver: { backend: 'webgpu', why: 'noGpu' }, why: { en: 'no GPU', 'zh-cn': '没有 GPU' } },
    { backend: 'wasm', available: true, device: 'CPU (WebAssembly)', stepMs: { large: 40, small: 0.3 } },
    { backend: 'cpu', available: true, device: 'CPU (JavaScript)', stepMs: { large: 900, small: 0.2 } },
  ],
  auto: { small: 'cpu', large: 'wasm' },
  fingerprint: 'f',
  durationMs: 2_500,
};

type Engine = (where: Where, options: DetectOptions) => Promise<ComputeReport>;
/** As the engine does, it remembers what it found. */
const known: Engine = async (where) => {
  const report = { ...REPORT, fingerprint: fingerprintOf(await traitsOf(where, await nativeAt(where))) };
  await remember(report);
  return report;
};

const show = () => vscode.commands.executeCommand(COMMANDS.showComputeReport);
const set = (id: string, value: unknown) => vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

describe('compute', () => {
  const window = cleanWindow();
  let engine: Engine;
  let measurements = 0;
  const compute = () => window.house.compute;

  const { COURSEWORK_STATE_DIR: outer } = process.env;

  before(async () => {
    process.env['COURSEWORK_STATE_DIR'] = fs.mkdtempSync(path.join(os.tmpdir(), 'compute-'));
    engine = (await theHouse()).compute.detection['engine'];
  });
  after(() => {
    fs.rmSync(process.env['COURSEWORK_STATE_DIR']!, { recursive: true });
    process.env['COURSEWORK_STATE_DIR'] = outer;
  });
  beforeEach(() => {
    measurements = 0;
    standIn(known);
    forget();
  });
  afterEach(async () => {
    standIn(engine);
    forget();
    await set(SETTINGS.backend, undefined);
  });

  /** Another engine, which counts. */
  function standIn(other: Engine): void {
    Object.assign(compute().detection, {
      engine: (...args: Parameters<Engine>) => {
        measurements++;
        return other(...args);
      },
    });
  }

  function forget(): void {
    fs.rmSync(path.join(process.env['COURSEWORK_STATE_DIR']!, 'ai-coursework'), { recursive: true, force: true });
    Object.assign(compute().detection, { report: undefined, failure: undefined });
    Object.assign(compute(), { looked: -Infinity, measuredHere: false });
    compute()['told'].clear();
    compute()['did'].clear();
  }

  it('the report opens and measures for real', async function () {
    this.timeout(60_000);
    standIn(engine);
    await show();
    const view = await until(() => compute().shown?.report, 'the report is shown');
    assert.deepEqual(view.backends.map(({ backend }) => backend), [...BACKENDS]);
    for (const { available, device, why } of view.backends) assert.ok(available ? device : why);
    assert.ok(fs.existsSync(path.join(process.env['COURSEWORK_STATE_DIR']!, 'ai-coursework/compute.json')));
    assert.ok(view.durationMs < 5_000, `${view.durationMs} ms`);
  });

  it('asked twice at once it measures once, in one panel', async () => {
    standIn(() => new Promise((resolve) => setTimeout(() => resolve(REPORT), 300)));
    await Promise.all([show(), show()]);
    assert.equal(measurements, 1);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Compute report').length, 1);
    assert.equal(compute().shown?.measuring, undefined);
  });

  it('while it measures, the page says which backend', async () => {
    let seen: unknown;
    standIn((_where, options) => {
      options.onMeasure?.('wasm');
      seen = compute().shown?.measuring;
      return Promise.resolve(REPORT);
    });
    await show();
    assert.deepEqual(seen, { backend: 'wasm', done: 2, total: 4 });
  });

  it('a measurement that fails is told once, and the page says so', async () => {
    standIn(() => Promise.reject(new Error('the disk is full')));
    await show();
    assert.match(compute().shown!.fault!.en, /ended in an error/);
    assert.equal(window.dialogs.of('error').length, 1);
    window.dialogs.shown.length = 0; // a fault of ours, and here a wanted one
    standIn(known);
    await show();
    assert.equal(compute().shown?.fault, undefined);
  });

  it('the status bar shows backend and device and leads to the report', async () => {
    await show();
    const { item } = compute().status;
    await until(() => item.text === '$(chip) wasm · CPU', 'the status bar tells of the large work');
    assert.equal(item.command, COMMANDS.showComputeReport);
    assert.match(item.tooltip as string, /wasm on CPU \(WebAssembly\)/);
  });

  it('a setting overrides what was measured, for runners and in sight', async () => {
    await show();
    await set(SETTINGS.backend, 'cpu');
    await until(() => compute().shown?.choice === 'cpu', 'the page knows of the setting');
    await until(() => compute().status.item.text.includes('cpu'), 'the status bar knows of the setting');
    const options = await window.house.runners.pool['options']('large');
    assert.equal(options.backend, 'cpu');
    await set(SETTINGS.backend, undefined);
    await until(() => compute().status.item.text === '$(chip) wasm · CPU', 'without the setting the measurement decides again');
    assert.equal((await window.house.runners.pool['options']('small')).auto, 'cpu');
  });

  it('an exercise that is opened brings a measurement in the background, once', async function () {
    this.timeout(40_000);
    await vscode.window.showTextDocument(await place(STARTER));
    await until(() => measurements === 1, 'it measures by itself', 30_000);
    await until(() => compute().detection.report?.takenAt === REPORT.takenAt && compute().status.item.text.startsWith('$(chip)'), 'the report is there');
    assert.equal(window.dialogs.shown.length, 0);
  });

  it('what goes wrong in the background is for the log alone', async function () {
    this.timeout(40_000);
    standIn(() => Promise.reject(new Error('no luck')));
    await vscode.window.showTextDocument(await place(STARTER));
    await until(() => compute().detection.failure !== undefined, 'it failed', 30_000);
    assert.equal(window.dialogs.shown.length, 0);
  });

  it('a backend that is passed over is told once, with the way to the report', async () => {
    const used = { backend: 'wasm' } as Hello;
    window.dialogs.willAnswer('Show Compute Report');
    for (let i = 0; i < 2; i++) compute().tellPassedOver({ backend: 'webgpu', why: 'noGpu' }, used);
    const [warning, ...more] = window.dialogs.of('warning');
    assert.deepEqual(more, []);
    assert.match(warning!.message, /webgpu.*wasm.*driver/);
    await until(() => compute().shown?.report, 'the button opens the report');
    compute().tellPassedOver({ backend: 'tensorflow', why: 'notInstalled' }, used);
    assert.equal(window.dialogs.of('warning').length, 2);
  });

  it('an installation that is cancelled says nothing', async () => {
    const cancel = new vscode.CancellationTokenSource();
    let asked: vscode.ProgressOptions | undefined;
    const putBack = window.dialogs.replace('withProgress', (options: vscode.ProgressOptions, task: (progress: { report: () => void }, token: vscode.CancellationToken) => Promise<unknown>) => {
      asked = options;
      const done = task({ report: () => undefined }, cancel.token);
      cancel.cancel();
      return done;
    });
    await vscode.commands.executeCommand(COMMANDS.installTensorflow);
    putBack();
    assert.equal(asked?.cancellable, true);
    assert.deepEqual(window.dialogs.shown, []);
  });
});
