import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Course, Exercise } from '../../src/course/course';
import { loadCourse } from '../../src/course/load';
import { MARKER, conflicts, parseMarker, scaffold } from '../../src/course/scaffold';
import { HumanError } from '../../src/kit/humanError';
import { LANGUAGES } from '../../src/kit/l10n';
import { readJson, root } from './sources';

const types = path.join(root, 'dist/types/tfjs.d.ts');

let course: Course;
let cnn: Exercise;
let base: string;
let folder: string;
let typesFile: string;

beforeAll(async () => {
  course = await loadCourse(path.join(root, 'content'), 'md');
  cnn = course.exercises.find(({ id }) => id === 'cnn')!;
});
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'scaffold-'));
  folder = path.join(base, '我的 练习 & more', 'cnn');
  typesFile = path.join(base, 'types.d.ts');
  await writeFile(typesFile, 'export {};\n');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const read = (...name: string[]) => readFile(path.join(folder, ...name), 'utf8');
const tree = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')).sort();
const FIVE = ['.coursework/tfjs.d.ts', 'README.md', 'cnn.ts', MARKER, 'tsconfig.json'].sort();

describe('scaffold', () => {
  it.each(LANGUAGES)('writes the five files into a new folder with spaces and Chinese characters (%s)', async (language) => {
    expect(await conflicts(cnn, folder, language)).toEqual([]);
    expect(await scaffold(cnn, folder, language, typesFile, 'nothing')).toEqual({ file: path.join(folder, 'cnn.ts'), backups: [] });
    expect(await tree()).toEqual(FIVE);
    expect(await read('cnn.ts')).toBe(await readFile(path.join(cnn.folder, `starter.${language}.ts`), 'utf8'));
    expect(await read('README.md')).toBe(await readFile(path.join(cnn.folder, `readme.${language}.md`), 'utf8'));
    expect(parseMarker(await read(MARKER))).toEqual({ schemaVersion: 1, exercise: 'cnn', file: 'cnn.ts', language });
  });

  it('does the same again without a conflict or a copy', async () => {
    await scaffold(cnn, folder, 'en', typesFile, 'nothing');
    expect(await conflicts(cnn, folder, 'en')).toEqual([]);
    expect((await scaffold(cnn, folder, 'en', typesFile, 'everything')).backups).toEqual([]);
    expect(await tree()).toEqual(FIVE);
  });

  it("replaces no file with 'nothing', and adds what is missing", async () => {
    await mkdir(folder, { recursive: true });
    const mine = { 'cnn.ts': 'export const mine = 1;\n', 'README.md': '', 'tsconfig.json': '{ "mine": true }' };
    for (const [name, text] of Object.entries(mine)) await writeFile(path.join(folder, name), text);
    expect((await conflicts(cnn, folder, 'en')).map((file) => path.basename(file)).sort()).toEqual(Object.keys(mine).sort());
    expect((await scaffold(cnn, folder, 'en', typesFile, 'nothing')).backups).toEqual([]);
    for (const [name, text] of Object.entries(mine)) expect(await read(name)).toBe(text);
    expect(await tree()).toEqual(FIVE);
  });

  it("replaces the learner's file alone with 'learnerFile', and keeps a copy", async () => {
    await scaffold(cnn, folder, 'en', typesFile, 'nothing');
    await writeFile(path.join(folder, 'cnn.ts'), 'mine');
    await writeFile(path.join(folder, 'README.md'), 'my notes');
    const { backups } = await scaffold(cnn, folder, 'en', typesFile, 'learnerFile');
    expect(backups).toHaveLength(1);
    expect(await readFile(backups[0]!, 'utf8')).toBe('mine');
    expect(path.relative(folder, backups[0]!).split(path.sep)).toEqual(['.coursework', 'backup', expect.stringMatching(/^cnn\.[\dTZ-]+\.ts$/)]);
    expect(await read('cnn.ts')).toBe(await readFile(path.join(cnn.folder, 'starter.en.ts'), 'utf8'));
    expect(await read('README.md')).toBe('my notes');
  });

  it("replaces all with 'everything', and keeps every copy of several resets", async () => {
    await scaffold(cnn, folder, 'en', typesFile, 'nothing');
    const kept: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      await writeFile(path.join(folder, 'cnn.ts'), text);
      kept.push(...(await scaffold(cnn, folder, 'en', typesFile, 'everything')).backups);
      await new Promise((resolve) => setTimeout(resolve, 2)); // copies are named by the millisecond
    }
    expect(await Promise.all(kept.map((file) => readFile(file, 'utf8')))).toEqual(['one', 'two', 'three']);
    const { backups } = await scaffold(cnn, folder, 'zh-cn', typesFile, 'everything');
    expect(backups.map((file) => path.basename(file).split('.')[0]).sort()).toEqual(['README', 'cnn', 'coursework']);
    expect(parseMarker(await read(MARKER))?.language).toBe('zh-cn');
  });

  it('says in a sentence that a folder cannot be written', async () => {
    folder = path.join(base, 'taken');
    await writeFile(folder, 'a file');
    const failed = scaffold(cnn, path.join(folder, 'cnn'), 'en', typesFile, 'nothing');
    await expect(failed).rejects.toBeInstanceOf(HumanError);
    await expect(failed).rejects.toThrow(/cannot be written into .*taken.* \((ENOTDIR|EEXIST)\)/);
    await expect(scaffold(cnn, folder, 'en', typesFile, 'nothing')).rejects.toBeInstanceOf(HumanError);
    expect(await readFile(folder, 'utf8')).toBe('a file');
  });

  it('says in a sentence that a folder is read-only', async (context) => {
    if (process.platform === 'win32' || process.getuid?.() === 0) context.skip('the administrator, and Windows, write into read-only folders all the same');
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o555);
    await expect(scaffold(cnn, folder, 'en', typesFile, 'nothing')).rejects.toBeInstanceOf(HumanError);
    await chmod(folder, 0o755);
  });

  it('says in a sentence that a folder stands where a file goes', async () => {
    await mkdir(path.join(folder, 'cnn.ts'), { recursive: true });
    await expect(scaffold(cnn, folder, 'en', typesFile, 'everything')).rejects.toBeInstanceOf(HumanError);
    expect((await conflicts(cnn, folder, 'en')).map((file) => path.basename(file))).toEqual(['cnn.ts']);
  });
});

describe('the marker', () => {
  it('wakes the extension', () => {
    expect(readJson<{ activationEvents: string[] }>('package.json').activationEvents).toContain(`workspaceContains:**/${MARKER}`);
  });

  const good = { schemaVersion: 1, exercise: 'cnn', file: 'cnn.ts', language: 'en' };
  it.each([
    ['of the course', JSON.stringify(good), good],
    ['of a later version', JSON.stringify({ ...good, schemaVersion: 2 }), undefined],
    ['of something else', '{"name": "coursework"}', undefined],
    ['that is no JSON', 'coursework', undefined],
    ['that is null', 'null', undefined],
    ['without a file', JSON.stringify({ ...good, file: undefined }), undefined],
    ['with a path out of the folder', JSON.stringify({ ...good, file: '../cnn.ts' }), undefined],
    ['with a path out of the folder on Windows', JSON.stringify({ ...good, file: '..\\cnn.ts' }), undefined],
    ['with a folder for a file', JSON.stringify({ ...good, file: '..' }), undefined],
  ])('%s', (_what, text, expected) => {
    expect(parseMarker(text)).toEqual(expected);
  });
});

describe("the learner's files", () => {
  /** What the TypeScript of an editor says to the folder, with the settings that lie in it. */
  function check(): { files: string[]; faults: string[] } {
    const config = ts.getParsedCommandLineOfConfigFile(path.join(folder, 'tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault) => expect.unreachable(ts.flattenDiagnosticMessageText(fault.messageText, '\n')) })!;
    const place = ({ file, start }: ts.Diagnostic) => (file ? `${path.basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start!).line + 1} ` : '');
    const faults = [...config.errors, ...ts.getPreEmitDiagnostics(ts.createProgram(config.fileNames, config.options))];
    return { files: config.fileNames.map((file) => path.basename(file)).sort(), faults: faults.map((fault) => `${place(fault)}TS${fault.code} ${ts.flattenDiagnosticMessageText(fault.messageText, '\n')}`) };
  }

  it.skipIf(!existsSync(types))('type-check by the settings that are written, as started and as solved, and a slip shows (needs dist/types/tfjs.d.ts, which the build writes)', async () => {
    for (const exercise of course.exercises) {
      await scaffold(exercise, folder, 'zh-cn', types, 'everything');
      await cp(path.join(exercise.folder, 'solution.ts'), path.join(folder, `solved.${exercise.file}`));
    }
    await writeFile(path.join(folder, 'slip.ts'), "import * as tf from '@tensorflow/tfjs';\nexport const slip: number = tf.zeros([1]);\n");
    const { files, faults } = check();
    expect(files).toEqual(['cnn.ts', 'neuralNetwork.ts', 'recommender.ts', 'slip.ts', 'solved.cnn.ts', 'solved.neuralNetwork.ts', 'solved.recommender.ts']);
    expect(faults).toEqual([expect.stringMatching(/^slip\.ts:2 TS2322 /)]);
  });
});
