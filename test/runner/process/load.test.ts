import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImport, readSource } from '../../../src/runner/sources';
import { callIn, folderOf, loadOf, numbersOf, returned } from './harness';

const failure = async (files: string | Record<string, string>) => {
  const load = await loadOf(files);
  if (load.status !== 'loadFailed') throw new Error(`loaded: ${JSON.stringify(load)}`);
  return { reason: load.reason, place: load.error.place, message: load.error.message, kind: load.error.trouble?.kind };
};

describe('a syntax error has its line and column', () => {
  it.each([
    ['plain', 'export const a = 1;\nconst x: = 3', 2, 10],
    ['after types and Chinese characters', "type 学 = 'a学'; const b: 学 = 'a学';\n  let let = 3", 2, 7],
    ['with CRLF', 'const a: number = 1;\r\n\r\nconst x: = 3\r\n', 3, 10],
    ['found by V8: declared twice', 'export const a = 1;\n  let a = 2;', 2, 7],
    ['found by V8: export of nothing', 'export const a = 1;\nexport { b };', 2, 10],
  ])('%s', async (_name, source, line, column) => {
    expect(await failure(source)).toMatchObject({ reason: 'syntax', place: { line, column } });
  });

  it('in an imported file: the place is where it is imported, the message names the other', async () => {
    const found = await failure({ 'main.ts': "\nimport './other';", 'other.ts': '\n\n let let = 1' });
    expect(found).toMatchObject({ reason: 'syntax', place: { line: 2, column: 1 } });
    expect(found.message).toMatch(/^\.\/other:3:6: /);
  });
});

describe('a thrown error has its line and column', () => {
  it.each([
    ['while loading', "// 学😀\ntype T = '学';  throw new Error('x')", 2, 22],
    ['with CRLF', 'const a: number = 1;\r\n  throw new Error("x")', 2, 9],
    ['behind an enum, which is rewritten', 'enum E { A, B }\n\nconst e: E = E.B;\n  null!.x;', 4, 9],
    ['behind a parameter property', 'class A { constructor(private x: number) {} }\nnew A(1);\n\n  throw new Error("x")', 4, 9],
  ])('%s', async (_name, source, line, column) => {
    expect(await failure(source)).toMatchObject({ reason: 'threw', place: { line, column } });
  });

  it('inside TensorFlow.js: the line of the learner that called it', async () => {
    const source = "import * as tf from '@tensorflow/tfjs';\nexport function f() {\n  return tf.tidy(() => tf.tidy(() =>\n    tf.matMul(tf.zeros([2, 3]), tf.zeros([2, 3]))));\n}";
    const outcome = await callIn(source, 'f');
    expect(outcome).toMatchObject({ status: 'threw', error: { place: { line: 4, column: 8 } } });
  });

  it('in an imported file: the line of the learner that called it', async () => {
    const outcome = await callIn({ 'main.ts': "import { g } from './g';\nexport const f = () =>\n  g();", 'g.ts': "\n\n\n\nexport const g = () => { throw new Error('x') };" }, 'f');
    expect(outcome).toMatchObject({ status: 'threw', error: { place: { line: 3, column: 3 } } });
  });

  it('a value that is no Error', async () => {
    expect(await callIn("export const f = () => { throw 'text' }", 'f')).toMatchObject({ status: 'threw', error: { name: 'NonError', message: 'text' } });
  });
});

describe('imports', () => {
  it.each([
    ['import * as tf', "import * as tf from '@tensorflow/tfjs';\nexport const f = () => tf.tensor1d([7]);"],
    ['import tf', "import tf from '@tensorflow/tfjs';\nexport const f = () => tf.tensor1d([7]);"],
    ['named, with types among them', "import { tensor1d, Tensor1D, Rank, NamedTensorMap } from '@tensorflow/tfjs';\nexport const f = (): Tensor1D => tensor1d([7]) as Tensor1D;\nexport type { Rank, NamedTensorMap };"],
    ['dynamic', "export async function train() { const tf = await import('@tensorflow/tfjs'); return tf.tensor1d([7]) }\nexport { train as f };"],
  ])('%s', async (_name, source) => {
    const name = source.includes('train') ? 'train' : 'f';
    expect(numbersOf(returned(await callIn(source, name)))).toEqual([7]);
  });

  it('of types, interfaces, merged declarations and re-exports from files of the folder', async () => {
    const files = {
      'main.ts': "import { Params, Q, make, K, Foo } from './types';\nimport D from './types.js';\nexport { Params };\nexport * from './more';\nexport const f = (p: Params, d: D, q: Q, x: Foo): number => make(K);",
      'types.ts': 'export type Params = { a: number }; type Q = 1; export { Q };\nexport interface K {}\nexport const K = 3;\nexport default interface Foo {}\nexport type { Foo };\nexport function make(a: number): number;\nexport function make(a: any) { return a } // the end',
      'more.ts': "export type { Params as P } from './types'; export type * from './types'; export const more = 1;",
    };
    expect(numbersOf(returned(await callIn(files, 'f')))).toEqual([3]);
  });

  it('of types from a file that is rewritten (enum)', async () => {
    const files = { 'main.ts': "import { Params, E } from './types';\nexport const f = (p: Params): number => E.B;", 'types.ts': 'export type Params = 1; export enum E { A, B }' };
    expect(numbersOf(returned(await callIn(files, 'f')))).toEqual([1]);
  });

  it('types are no exports of the file', async () => {
    const load = await loadOf('export type P = 1; export interface Q {}\nexport const a = 1, u = undefined;');
    expect(load.status === 'loaded' && [...load.exports]).toEqual([['a', 'number'], ['u', 'undefined']]);
  });

  it('in a circle, and the same file by several roads is one module', async () => {
    const files = {
      'main.ts': "import { g } from './c';\nexport const one = () => 1;\nexport async function train() { const [a, b] = await Promise.all([import('./c'), import('./c.js')]); return [a === b ? 1 : 0, g(), (await import('./main')).one()] }",
      'c.ts': "import { one } from './main'; export const g = () => one() + 1;",
    };
    expect(numbersOf(returned(await callIn(files, 'train')))).toEqual([1, 2, 1]);
  });

  it.each([
    ['package', "\n  import x from 'lodash';", 2, 3],
    ['package', "import fs from 'node:fs';", 1, 1],
    ['json', "import x from './x.json';", 1, 1],
    ['missing', "import x from './nothing';", 1, 1],
    ['outside', "import x from '../elsewhere';", 1, 1],
    ['noExport', "import {\n  tensor,\n  tensr } from '@tensorflow/tfjs';", 3, 3],
    ['importEquals', "import tf = require('@tensorflow/tfjs');", 1, 1],
  ])('refused with a sentence: %s', async (kind, source, line, column) => {
    const found = await failure({ 'main.ts': source, 'x.json': '{}' });
    expect(found).toMatchObject({ reason: 'import', kind, place: { line, column } });
    expect(found.message).toMatch(/[.]$/);
  });

  it('a dynamic import of a built-in is refused', async () => {
    expect(await callIn("export async function train() { await import('node:fs') }", 'train')).toMatchObject({ status: 'threw', error: { trouble: { kind: 'package' } } });
  });

  it('links and files that are no code do not lead out of the folder', async () => {
    const outside = await folderOf({ 'secret.ts': 'export const s = 1', 'notes.txt': 'x' });
    const folder = await folderOf({ 'main.ts': '', 'notes.txt': 'x' });
    await fs.symlink(path.join(outside, 'secret.ts'), path.join(folder, 'link.ts'));
    const main = path.join(folder, 'main.ts');
    await expect(readImport(folder, main, './link')).rejects.toMatchObject({ problem: 'outside' });
    await expect(readImport(folder, main, './notes.txt')).rejects.toMatchObject({ problem: 'notCode' });
    await expect(readImport(folder, path.join(outside, 'x.ts'), './secret')).rejects.toMatchObject({ problem: 'outside' });
  });
});

describe('encodings', () => {
  const text = "export const f = (): number => '学'.length;";
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s', async (_name, bytes) => {
    const folder = await folderOf({});
    await fs.writeFile(path.join(folder, 'a.ts'), bytes);
    expect((await readSource(path.join(folder, 'a.ts'))).text).toBe(text);
  });

  it('other bytes (a Chinese text in GBK) are told as such', async () => {
    const folder = await folderOf({});
    await fs.writeFile(path.join(folder, 'a.ts'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]));
    await expect(readSource(path.join(folder, 'a.ts'))).rejects.toMatchObject({ problem: 'notUtf8' });
  });
});
