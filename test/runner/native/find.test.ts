import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNative, userStore } from '../../../src/runner/native/find';
import { systemOf } from '../../../src/runner/native/layout';
import { pipSettings } from '../../../src/runner/native/pipConfig';
import { lacksAvx, madeFor } from '../../../src/runner/native/processor';
import { library } from './fakeIndex';

const linux = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
let base: string;
let root: string;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  base = await fs.mkdtemp(path.join(os.tmpdir(), 'coursework-find-'));
  root = path.join(base, 'root');
  env = { HOME: base, COURSEWORK_NATIVE_DIR: path.join(base, 'store') };
  await put('root/dist/prebuilt/' + systemOf() + '/tfjs_binding.node', library());
});
afterEach(() => fs.rm(base, { recursive: true, force: true }));

async function put(name: string, content: Buffer | string): Promise<string> {
  const file = path.join(base, name);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, content);
  return file;
}

describe.skipIf(!linux)('a library of the user’s own', () => {
  const official = async (version = '2.15.0') => {
    await put(`tf/lib/libtensorflow.so.${version}`, library());
    await put(`tf/lib/libtensorflow_framework.so.${version}`, library());
    await fs.symlink(`libtensorflow.so.${version}`, path.join(base, 'tf/lib/libtensorflow.so.2'));
    await fs.symlink(`libtensorflow_framework.so.${version}`, path.join(base, 'tf/lib/libtensorflow_framework.so.2'));
    return path.join(base, 'tf');
  };

  it.for(['setting', 'variable'] as const)('is linked in under the names that the binding asks for: from the %s', async (by) => {
    const folder = await official();
    const runtime = await findNative(by === 'setting' ? { userPath: folder, root, env } : { root, env: { ...env, LIBTENSORFLOW: path.join(folder, 'lib/libtensorflow.so.2') } });
    if ('why' in runtime) throw new Error(JSON.stringify(runtime));
    expect(runtime).toMatchObject({ from: 'path', version: '2.15.0' });
    expect(await fs.realpath(path.join(runtime.dir, 'deps/lib/libtensorflow_cc.so.2'))).toBe(path.join(base, 'tf/lib/libtensorflow.so.2.15.0'));
    expect(await fs.realpath(path.join(runtime.dir, 'deps/lib/libtensorflow_framework.so.2'))).toBe(path.join(base, 'tf/lib/libtensorflow_framework.so.2.15.0'));
    expect(await findNative({ userPath: folder, root, env })).toEqual(runtime);
  });

  it('another library in its place gets a runtime of its own', async () => {
    const folder = await official();
    const before = await findNative({ userPath: folder, root, env });
    await put('tf/lib/libtensorflow.so.2.15.0', library(undefined, 6_000));
    expect(await findNative({ userPath: folder, root, env })).not.toEqual(before);
  });

  it('of another version, another processor, or none at all, is named as such', async () => {
    const wrong = async (userPath: string) => {
      const found = await findNative({ userPath, root, env });
      return 'why' in found ? `${found.why}: ${found.detail}` : 'found';
    };
    expect(await wrong(path.join(base, 'nothing'))).toBe(`wrongLibrary: ${base}/nothing: no such file or folder`);
    expect(await wrong(root)).toBe(`wrongLibrary: ${root}: there is no libtensorflow_cc.so.2 in this folder`);
    expect(await wrong(await put('text.so', 'no library, but long enough to be one'.repeat(9)))).toMatch(/^wrongLibrary: .*text\.so: not a library$/);
    expect(await wrong(await put('old/libtensorflow.so.1', library()))).toMatch(/^wrongLibrary: .*there is no libtensorflow_framework\.so\.2 beside it$/);
    await put('old/libtensorflow_framework.so.1', library());
    expect(await wrong(path.join(base, 'old'))).toBe('wrongLibrary: TensorFlow 1');
    expect(await wrong(await put('alien/libtensorflow.so.2', library(process.arch === 'x64' ? 'arm64' : 'x64')))).toMatch(/^wrongLibrary: .*libtensorflow\.so\.2: linux (arm64|x64)$/);
    expect(await wrong(await official('2.6.0'))).toBe('wrongLibrary: TensorFlow 2.6.0');
  });

  it('cannot serve without a binding', async () => {
    const folder = await official();
    await fs.rm(path.join(root, 'dist'), { recursive: true });
    expect(await findNative({ userPath: folder, root, env })).toEqual({ why: 'notInstalled' });
  });
});

describe('the user’s folder', () => {
  it('is the one that is named, else where the system keeps caches', () => {
    expect(userStore({ COURSEWORK_NATIVE_DIR: base })).toBe(base);
    if (process.platform === 'linux') {
      expect(userStore({ XDG_CACHE_HOME: '/c' })).toBe('/c/ai-coursework/native');
      expect(userStore({})).toBe(path.join(os.homedir(), '.cache/ai-coursework/native'));
    }
  });
});

describe('the processor', () => {
  it('must have AVX, where it tells', () => {
    expect(lacksAvx('processor\t: 0\nflags\t\t: fpu sse4_2 ssse3 avx2x xavx\n')).toBe('AVX');
    expect(lacksAvx('processor\t: 0\nflags\t\t: fpu avx avx2\n')).toBeUndefined();
    expect(lacksAvx('Features\t: asimd\n')).toBeUndefined();
  });

  it('is read from a library’s head', async () => {
    const pe = Buffer.alloc(512);
    pe.write('MZ');
    pe.writeUInt32LE(0x80, 0x3c);
    pe.write('PE\0\0', 0x80, 'latin1');
    pe.writeUInt16LE(0x8664, 0x84);
    const mach = Buffer.alloc(512);
    mach.writeUInt32LE(0xfeedfacf, 0);
    mach.writeUInt32LE(0x0100000c, 4);
    expect(madeFor(await put('a', library('arm64')))).toBe('linux arm64');
    expect(madeFor(await put('b', pe))).toBe('win32 x64');
    expect(madeFor(await put('c', mach))).toBe('darwin arm64');
    expect(madeFor(await put('d', ''))).toBeUndefined();
    expect(madeFor(process.execPath)).toBe(`${process.platform} ${process.arch}`);
  });
});

describe.skipIf(process.platform === 'win32')('pip’s settings', () => {
  it('are PyPI without any', async () => {
    expect(await pipSettings({ PIP_CONFIG_FILE: os.devNull }, base)).toEqual({ indexes: ['https://pypi.org/simple'], folders: [], cert: undefined, proxy: undefined });
  });

  it('come from its files, later ones first, and from the environment before all', async () => {
    await put('.config/pip/pip.conf', '# mine\n[global]\nindex-url = https://user.example/simple/\ncert=/user.pem\nextra-index-url =\n    https://a.example/simple\n    https://b.example/simple\n[list]\nindex-url = https://list.example\n');
    const venv = await put('venv/pip.conf', '[install]\nindex_url: https://venv.example/simple\n[global]\nindex-url = https://less.example\nproxy = http://p:1\n');
    const env = { XDG_CONFIG_HOME: path.join(base, '.config'), XDG_CONFIG_DIRS: '/nowhere' };
    expect(await pipSettings(env, base)).toMatchObject({ indexes: ['https://user.example/simple', 'https://a.example/simple', 'https://b.example/simple'], cert: '/user.pem' });
    expect(await pipSettings({ ...env, VIRTUAL_ENV: path.dirname(venv) }, base)).toMatchObject({ indexes: ['https://venv.example/simple', 'https://a.example/simple', 'https://b.example/simple'], proxy: 'http://p:1' });
    expect(await pipSettings({ ...env, PIP_INDEX_URL: 'https://env.example', PIP_EXTRA_INDEX_URL: 'https://c.example', PIP_FIND_LINKS: 'file:///w ~/x https://y' }, base)).toMatchObject({ indexes: ['https://env.example', 'https://c.example'], folders: ['/w', path.join(base, 'x')] });
    expect(await pipSettings({ ...env, PIP_NO_INDEX: 'true' }, base)).toMatchObject({ indexes: [] });
  });
});
