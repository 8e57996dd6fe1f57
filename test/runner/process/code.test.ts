import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { codeFolder } from '../../../src/runner/codeCache';
import { Runner } from '../../../src/runner/runner';
import type { SpawnOptions } from '../../../src/runner/spawn';
import { callIn, folderOf, numbersOf, options, returned, until } from './harness';

const { nodes, missing } = inject('nodes');
const SOURCE = "import * as tf from '@tensorflow/tfjs'; export const f = () => tf.add(1, 2);";

/** Whether a start with these options is given V8's code. The process is ended again. */
async function start(more: Partial<SpawnOptions>): Promise<Runner['code']> {
  const { runner } = await Runner.start(options(more));
  await runner.dispose();
  return runner.code;
}

const codesIn = async (folder: string) => (await fs.readdir(folder).catch(() => [])).filter((name) => name.endsWith('.bin'));
const written = (folder: string, count = 1) => until(async () => (await codesIn(folder)).length === count, 60_000);

/** A folder with the code of a first start. */
async function folderWithCode(more: Partial<SpawnOptions> = {}): Promise<{ folder: string; file: string }> {
  const folder = path.join(await folderOf({}), 'cache, 1/code');
  expect(await start({ ...more, codeFolder: folder })).toBe('none');
  expect(await written(folder)).toBe(true);
  return { folder, file: path.join(folder, (await codesIn(folder))[0]!) };
}

/** Another host: what one host has tried to write it does not try again. */
async function otherHost(): Promise<typeof Runner> {
  vi.resetModules();
  return (await import('../../../src/runner/runner')).Runner;
}

describe("V8's code of the bundle", () => {
  let made: { folder: string; file: string };
  beforeAll(async () => (made = await folderWithCode()));

  it('is made after the first start and given to the next', async () => {
    expect(await start({ codeFolder: made.folder })).toBe('used');
    expect(numbersOf(returned(await callIn(SOURCE, 'f', [], { spawn: { codeFolder: made.folder } })))).toEqual([3]);
  });

  it('lets nothing else be read', async () => {
    const beside = path.join(made.folder, 'beside.txt');
    await fs.writeFile(beside, 'x');
    for (const file of [beside, '/etc/hostname']) {
      const read = await callIn(`import * as tf from '@tensorflow/tfjs'; export const train = () => tf.data.csv('file://${file}').columnNames();`, 'train', [], { spawn: { codeFolder: made.folder } });
      expect(read.status === 'threw' && read.error.message).toContain('restricted');
    }
  });

  it.each([
    ['damaged in the middle', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 100_000), Buffer.from([bytes[100_000]! ^ 1]), bytes.subarray(100_001)])],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
  ])('is not used and is made again: %s', async (_name, damage) => {
    const { folder, file } = await folderWithCode();
    const whole = await fs.readFile(file);
    await fs.writeFile(file, damage(whole));
    const Other = await otherHost();
    const { runner } = await Other.start(options({ codeFolder: folder }));
    expect(runner.code).toBe('none');
    await runner.dispose();
    expect(await until(async () => (await fs.readFile(file)).length > 100_000 && (await start({ codeFolder: folder })) === 'used', 60_000)).toBe(true);
  });

  it("of another version of Node, under our file's name: not used", async (context) => {
    const execPath = nodes['24'];
    if (!execPath) return context.skip(missing['24'] ?? 'not installed');
    const [ours, theirs] = [await folderWithCode(), await folderWithCode({ execPath })];
    await fs.copyFile(theirs.file, ours.file);
    expect(await start({ codeFolder: ours.folder })).toBe('none');
  });

  it('that V8 itself refuses does not hinder the start', async () => {
    // Our key, and whole.
    const key = path.basename(made.file, '.bin');
    const folder = path.join(await folderOf({}), 'code');
    await fs.mkdir(folder, { mode: 0o700 });
    const code = Buffer.alloc(4_096, 7);
    await fs.writeFile(path.join(folder, `${key}.bin`), Buffer.concat([code, createHash('sha256').update(key).update(code).digest()]));
    expect(await start({ codeFolder: folder })).toBe('refused');
    expect(await until(async () => (await start({ codeFolder: folder })) === 'used', 60_000)).toBe(true);
  });

  it('two hosts at once', async () => {
    const folder = path.join(await folderOf({}), 'code');
    const hosts = [await otherHost(), await otherHost()];
    const started = await Promise.all(hosts.map((Host) => Host.start(options({ codeFolder: folder }))));
    expect(started.map(({ runner }) => runner.code)).toEqual(['none', 'none']);
    await Promise.all(started.map(({ runner }) => runner.dispose()));
    expect(await written(folder)).toBe(true);
    expect(await until(async () => (await fs.readdir(folder)).every((name) => name.endsWith('.bin')), 30_000)).toBe(true);
    expect(await start({ codeFolder: folder })).toBe('used');
  });

  it('old files go', async () => {
    const folder = path.join(await folderOf({}), 'code');
    await fs.mkdir(folder, { mode: 0o700 });
    for (let i = 0; i < 12; i++) {
      const file = path.join(folder, `${i}.bin`);
      await fs.writeFile(file, '');
      await fs.utimes(file, 1_000 + i, 1_000 + i);
    }
    await start({ codeFolder: folder });
    expect(await written(folder, 8)).toBe(true);
    expect(await codesIn(folder)).not.toContain('4.bin');
    expect(await start({ codeFolder: folder })).toBe('used');
  });

  it.skipIf(process.platform === 'win32')('from a folder in which others may write: not used', async () => {
    const { folder } = await folderWithCode();
    await fs.chmod(folder, 0o777);
    expect(await start({ codeFolder: folder })).toBe('none');
  });

  it('nowhere to keep it is no error', async () => {
    const folder = await folderOf({ file: '' });
    expect(await start({ codeFolder: path.join(folder, 'file/code') })).toBe('none');
    expect(await start({ codeFolder: '/proc/none/code' })).toBe('none');
    expect(await start({ codeFolder: false })).toBe('none');
  });

  for (const version of ['20', '22', '24', '26']) {
    it(`Node ${version} takes it, under the permission model`, async (context) => {
      const execPath = nodes[version];
      if (!execPath) return context.skip(missing[version] ?? 'not installed');
      const { folder } = await folderWithCode({ execPath });
      expect(await start({ execPath, codeFolder: folder })).toBe('used');
    });
  }
});

it('its place follows the system, and the variable for tests', () => {
  expect(codeFolder({ XDG_CACHE_HOME: '/c' }, 'linux', '/h')).toBe('/c/ai-coursework/code');
  expect(codeFolder({}, 'linux', '/h')).toBe('/h/.cache/ai-coursework/code');
  expect(codeFolder({}, 'darwin', '/h')).toBe('/h/Library/Caches/ai-coursework/code');
  expect(codeFolder({ COURSEWORK_STATE_DIR: '/s', XDG_CACHE_HOME: '/c' }, 'linux', '/h')).toBe('/s/ai-coursework/code');
});

afterAll(async () => {
  // Writers outlive the hosts that started them; none is to write into a folder that is put away.
  await new Promise((resolve) => setTimeout(resolve, 500));
});
