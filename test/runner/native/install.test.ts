import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HumanError } from '../../../src/kit/humanError';
import { findNative, runtimeFolder } from '../../../src/runner/native/find';
import { installNative, type InstallOptions, type InstallProgress } from '../../../src/runner/native/install';
import { readRecord, systemOf } from '../../../src/runner/native/layout';
import { fakeIndex, fakeProxy, library, pinsOf, sha256, WHEEL, wheelOf, zip, type Behaviour, type FakeIndex } from './fakeIndex';

const linux = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
const wheel = wheelOf();
let base: string;
let store: string;
let root: string;
const closing: { close: () => void }[] = [];

/** An installation of the extension with a prebuilt binding and nothing to compile with. */
beforeEach(async () => {
  base = await fs.mkdtemp(path.join(os.tmpdir(), 'coursework 原生 '));
  [store, root] = [path.join(base, 'store'), path.join(base, 'root')];
  await fs.mkdir(path.join(root, 'dist/prebuilt', systemOf()), { recursive: true });
  await fs.writeFile(path.join(root, 'package.json'), '{}');
  await fs.writeFile(path.join(root, 'dist/prebuilt', systemOf(), 'tfjs_binding.node'), library());
});
afterEach(async () => {
  for (const { close } of closing.splice(0)) close();
  await fs.rm(base, { recursive: true, force: true });
});

const serve = async (behaviour: Behaviour): Promise<FakeIndex> => {
  const index = await fakeIndex({ wheel, ...behaviour });
  closing.push(index);
  return index;
};

const works: InstallOptions['trial'] = () => Promise.resolve({ version: '2.16.2', gpu: false });
const env = (index?: { url: string }, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ HOME: base, PIP_CONFIG_FILE: os.devNull, COURSEWORK_NATIVE_DIR: store, PIP_INDEX_URL: index?.url, ...more });
const install = (index?: { url: string }, more: Partial<InstallOptions> = {}) => installNative({ root, store, env: env(index), pins: pinsOf(wheel), trial: works, pauseMs: 1, onProgress: () => {}, ...more });

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof HumanError)) throw new Error(`not an error for a person: ${String(error)}`);
  return error.in('en');
}

const found = () => findNative({ root, env: env() });
const half = () => fs.stat(path.join(store, '.partial', `${sha256(wheel)}.part`)).then(({ size }) => size, () => undefined);
const files = (index: FakeIndex) => index.requests.filter((line) => line.startsWith('/files/'));

describe.skipIf(!linux)('provisioning (the fake libraries are Linux ones)', () => {
  it.for(['json', 'html'] as const)('takes the wheel through an index that answers in %s', async (page) => {
    const index = await serve({ page });
    const phases = new Set<InstallProgress['phase']>();
    const runtime = await install(index, { onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual(['resolve', 'download', 'verify', 'unpack', 'try']);
    expect(await found()).toEqual(runtime);
    expect(runtime).toMatchObject({ version: '2.16.2', from: 'provisioned', dir: path.join(store, runtimeFolder('2.16.2')) });
    const record = readRecord(runtime.dir)!;
    expect(record).toMatchObject({ binding: 'prebuilt', sha256: sha256(wheel), library: expect.stringContaining(WHEEL) as string });
    expect(record.steps.join('\n')).toMatch(/downloaded[\s\S]*unpacked[\s\S]*prebuilt[\s\S]*tried/);
    expect((await fs.readdir(path.join(runtime.dir, 'deps/lib'))).sort()).toEqual(['libtensorflow.so', 'libtensorflow.so.2', 'libtensorflow_cc.so.2', 'libtensorflow_framework.so', 'libtensorflow_framework.so.2']);
    expect((await fs.stat(path.join(runtime.dir, 'deps/lib/libtensorflow.so'))).size).toBe(300_000);
    // Nothing else is left: no wheel, no headers, no lock, and nothing beside the store.
    expect((await fs.readdir(store)).sort()).toEqual([path.basename(runtime.dir)]);
    expect(await fs.readdir(path.join(runtime.dir, 'deps'))).toEqual(['lib']);
    expect((await fs.readdir(base)).sort()).toEqual(['root', 'store']);
  });

  it('does nothing the second time, and everything with force', async () => {
    const index = await serve({});
    await install(index);
    await install(index);
    expect(files(index)).toHaveLength(1);
    await install(index, { force: true });
    expect(files(index)).toHaveLength(2);
    expect(await found()).toMatchObject({ version: '2.16.2' });
  });

  it('takes a wheel that lies in a folder of pip’s, without any network', async () => {
    // In pip's settings a space separates folders.
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'wheels-'));
    closing.push({ close: () => void fs.rm(folder, { recursive: true }) });
    await fs.writeFile(path.join(folder, WHEEL), wheel);
    await install(undefined, { env: env(undefined, { PIP_FIND_LINKS: `/nowhere ${folder}`, PIP_NO_INDEX: '1' }) });
    expect(await found()).toMatchObject({ version: '2.16.2' });
    expect((await fs.stat(path.join(folder, WHEEL))).size).toBe(wheel.length);
  });

  it('goes on where the connection broke, as often as something new came', async () => {
    const index = await serve({ cuts: [1_000, 2_000, 3_000, 4_000, 5_000, 6_000] });
    await install(index);
    expect(files(index).map((line) => line.split('=')[1])).toEqual([undefined, '1000-', '3000-', '6000-', '10000-', '15000-', '21000-']);
    expect(await found()).toMatchObject({ version: '2.16.2' });
  });

  it('keeps what came when the connection breaks for good, and fetches the rest the next time', async () => {
    const index = await serve({ cuts: [70_000, 0, 0, 0, 0, 0] });
    expect(await refusal(install(index))).toMatch(/^The connection to 127\.0\.0\.1:\d+ broke off .* Try again: what was downloaded is kept/);
    expect(await half()).toBe(70_000);
    expect(await found()).toEqual({ why: 'notInstalled' });
    const better = await serve({});
    await install(better);
    expect(files(better)).toEqual([`/files/${WHEEL} bytes=70000-`]);
  });

  it('begins again where a server knows no ranges', async () => {
    const index = await serve({ cuts: [70_000], ranges: false });
    await install(index);
    expect(files(index)).toHaveLength(2);
    expect(await found()).toMatchObject({ version: '2.16.2' });
  });

  it('is not misled by half a file that came from elsewhere', async () => {
    await fs.mkdir(path.join(store, '.partial'), { recursive: true });
    await fs.writeFile(path.join(store, '.partial', `${sha256(wheel)}.part`), Buffer.alloc(90_000, 1));
    const index = await serve({});
    await install(index);
    expect(files(index)).toEqual([`/files/${WHEEL} bytes=90000-`, `/files/${WHEEL}`]);
    expect(await found()).toMatchObject({ version: '2.16.2' });
  });

  it.for([
    ['of the same size', Buffer.alloc(wheel.length, 1)],
    ['shorter', Buffer.from('<html>Sign in</html>')],
    ['longer', Buffer.concat([wheel, Buffer.alloc(10)])],
  ] as const)('refuses another file, %s, and deletes it', async ([, other]) => {
    const index = await serve({ wheel: other });
    expect(await refusal(install(index))).toMatch(/^127\.0\.0\.1:\d+ sent another file than TensorFlow’s: its SHA-256/);
    expect(await half()).toBeUndefined();
    expect(await found()).toEqual({ why: 'notInstalled' });
    // A second index may still have the right one.
    const second = await serve({});
    await install(index, { env: env(index, { PIP_EXTRA_INDEX_URL: second.url }) });
    expect(await found()).toMatchObject({ version: '2.16.2' });
  });

  it('takes the archive where the index does not have the wheel', async () => {
    const folder = 'org/tensorflow/internal/c_api/linux-x86_64';
    const full = zip({ [`${folder}/libtensorflow_cc.so.2`]: library(undefined, 200_000), [`${folder}/libtensorflow_framework.so.2`]: library(), [`${folder}/libjnitensorflow.so`]: library() });
    const index = await serve({ page: 'missing', file: full });
    const url = index.url.replace('/simple', '/archive.jar');
    const runtime = await install(index, { pins: pinsOf(wheel, { url, bytes: full }) });
    expect(readRecord(runtime.dir)).toMatchObject({ library: url, sha256: sha256(full) });
    expect(readRecord(runtime.dir)!.steps.join('\n')).toContain('missing, HTTP 404');
  });

  it('says that the network is not there, and which host it is', async () => {
    const index = await serve({});
    index.close();
    expect(await refusal(install(index))).toMatch(/^127\.0\.0\.1:\d+ cannot be reached \(.*ECONNREFUSED.*\)\. Check the network and the proxy/);
    expect(await found()).toEqual({ why: 'notInstalled' });
  });

  it('goes through the proxy that the environment names, and past it for NO_PROXY', async () => {
    const index = await serve({});
    const proxy = await fakeProxy(index.url);
    closing.push(proxy);
    await install(undefined, { env: env({ url: 'http://index.invalid/simple' }, { HTTP_PROXY: proxy.url }) });
    expect(new Set(proxy.asked)).toEqual(new Set(['index.invalid:80']));
    await install(index, { force: true, env: env(index, { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' }) });
  });

  it('sends name and password of pip’s settings, and writes them nowhere', async () => {
    const index = await serve({});
    const runtime = await install({ url: index.url.replace('//', '//anna:ge%20heim@') });
    expect(index.names).toEqual(['anna:ge heim', 'anna:ge heim']);
    expect(await fs.readFile(path.join(runtime.dir, 'provisioned.json'), 'utf8')).not.toMatch(/anna|heim/);
  });

  it('is cancelled in the middle of a download, and goes on there', async () => {
    const cancel = new AbortController();
    const index = await serve({ halfway: () => cancel.abort() });
    expect(await refusal(install(index, { signal: cancel.signal }))).toBe('Cancelled.');
    expect(await half()).toBeGreaterThan(0);
    expect(await found()).toEqual({ why: 'notInstalled' });
    expect(await fs.readdir(store)).toEqual(['.partial']);
    const better = await serve({});
    await install(better);
    expect(files(better)[0]).toMatch(/bytes=\d+-/);
  });

  it('says so when the disk is full, and frees what it took', async () => {
    const part = path.join(store, '.partial', `${sha256(wheel)}.part`);
    await fs.mkdir(path.dirname(part), { recursive: true });
    await fs.symlink('/dev/full', part); // a device that every write to finds full
    const index = await serve({});
    expect(await refusal(install(index))).toBe(`The disk that holds ${store} is full. Make room there, or set COURSEWORK_NATIVE_DIR to a folder on another disk, and try again.`);
    await expect(fs.lstat(part)).rejects.toThrow('ENOENT');
    expect(await found()).toEqual({ why: 'notInstalled' });
  });

  it('asks for the room before it downloads', async () => {
    const index = await serve({});
    expect(await refusal(install(index, { pins: { ...pinsOf(wheel), unpacked: 1e18 } }))).toMatch(/^Installing TensorFlow needs \d+ MB in .*, where \d+ MB are free\./);
    expect(index.requests).toEqual([]);
  });

  it('refuses a library of another processor', async () => {
    const other = wheelOf(process.arch === 'x64' ? 'arm64' : 'x64');
    const index = await serve({ wheel: other });
    expect(await refusal(install(index, { pins: pinsOf(other) }))).toMatch(/^The library that was found does not fit: libtensorflow_cc\.so\.2: linux (arm64|x64)\./);
    expect(await found()).toEqual({ why: 'notInstalled' });
  });

  it('a library that does not run is never a runtime', async () => {
    const index = await serve({});
    // The real trial: the binding is the mere head of a library, which cannot be loaded.
    expect(await refusal(install(index, { trial: undefined }))).toMatch(/^TensorFlow’s library was fetched but does not run here \(.+\)\. The other backends work as before/);
    expect(await found()).toEqual({ why: 'notInstalled' });
    expect(await half()).toBe(wheel.length); // not fetched again when a better binding comes
  });

  it('replaces what an installation left that was killed', async () => {
    const dir = path.join(store, runtimeFolder('2.16.2'));
    await fs.mkdir(path.join(dir, 'deps/lib'), { recursive: true });
    await fs.writeFile(path.join(dir, 'deps/lib/libtensorflow_cc.so.2'), 'half');
    await fs.mkdir(path.join(store, '.staging-1-old/deps'), { recursive: true });
    expect(await found()).toEqual({ why: 'wrongLibrary', detail: `${dir}: incomplete` });
    await install(await serve({}));
    expect(await found()).toMatchObject({ dir });
    expect(await fs.readdir(store)).toEqual([path.basename(dir)]);
  });

  it('two at once: one installs, the other waits and finds it', async () => {
    let began: () => void;
    const begun = new Promise<void>((resolve) => (began = resolve));
    const index = await serve({ halfway: async () => (began(), new Promise((resolve) => setTimeout(resolve, 300))) });
    const words: string[] = [];
    const first = install(index);
    await begun;
    const second = install(index, { onProgress: ({ message }) => words.push(message.text) });
    expect(await first).toEqual(await second);
    expect(words[0]).toBe('Another installation is under way; waiting for it.');
    expect(files(index)).toHaveLength(1);
  });

  it('takes away the lock of a process that is gone', async () => {
    await fs.mkdir(store, { recursive: true });
    await fs.writeFile(path.join(store, '.lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: os.hostname() }));
    await install(await serve({}));
    expect(await found()).toMatchObject({ version: '2.16.2' });
  });

  it('says before any download that there is no binding and no compiler', async () => {
    await fs.rm(path.join(root, 'dist/prebuilt'), { recursive: true });
    const index = await serve({});
    expect(await refusal(install(index))).toBe(`This package has no binding of tfjs-node for ${systemOf()}, and nothing to compile one with. Clone the repository and run \`npm run native\` there, or use the backend wasm.`);
    expect(index.requests).toEqual([]);
  });
});
