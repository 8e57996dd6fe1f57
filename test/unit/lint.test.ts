import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from './sources';

/** The table of rooms, written down a second time: what a file of each may import of ours. */
const ROOMS: Record<string, { imports: string[]; reportTypes?: true; vscode: 'yes' | 'types' | 'no' }> = {
  kit: { imports: [], vscode: 'no' },
  course: { imports: ['kit'], vscode: 'no' },
  'runner/protocol': { imports: [], vscode: 'no' },
  'runner/child': { imports: ['runner/protocol', 'runner/trainingKernels'], vscode: 'no' },
  'runner/trainingKernels': { imports: [], vscode: 'no' },
  'runner/native': { imports: ['kit'], vscode: 'no' },
  runner: { imports: ['runner/protocol', 'runner/native', 'kit'], vscode: 'no' },
  grading: { imports: ['course', 'runner', 'runner/protocol', 'kit'], vscode: 'no' },
  progress: { imports: ['course', 'kit'], reportTypes: true, vscode: 'types' },
  exercises: { imports: ['course', 'kit'], reportTypes: true, vscode: 'yes' },
  syntax: { imports: ['kit'], vscode: 'no' },
  hints: { imports: ['course', 'progress', 'exercises', 'syntax', 'kit'], reportTypes: true, vscode: 'yes' },
  testExplorer: { imports: ['course', 'progress', 'exercises', 'syntax', 'kit'], reportTypes: true, vscode: 'yes' },
  microscope: { imports: ['course', 'progress', 'exercises', 'syntax', 'kit'], reportTypes: true, vscode: 'yes' },
  tree: { imports: ['course', 'progress', 'exercises', 'kit'], reportTypes: true, vscode: 'yes' },
  explanations: { imports: ['course', 'progress', 'exercises', 'kit'], reportTypes: true, vscode: 'yes' },
  training: { imports: ['course', 'progress', 'exercises', 'syntax', 'grading', 'runner', 'runner/protocol', 'kit'], vscode: 'yes' },
  compute: { imports: ['course', 'progress', 'runner', 'runner/protocol', 'runner/native', 'kit'], vscode: 'yes' },
  cli: { imports: ['course', 'runner', 'runner/protocol', 'runner/native', 'grading', 'kit'], vscode: 'no' },
};

/** Rooms within a room: the rules know the paths between them as they are spelled without folders further in. */
const FLAT = ['runner/protocol', 'runner/child', 'runner/native'];
/** A room with rules of its own, below. */
const PACKAGE = 'runner/trainingKernels';

let eslint: ESLint;
beforeAll(() => {
  // The rules about imports need no types, and without types a file need not exist.
  eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked, { rules: { '@typescript-eslint/no-unused-vars': 'off' } }] });
});

/** The lines of a file, as if it stood at `file`, that break a rule about imports (or `rule`). */
async function refused(file: string, lines: string[], rule = /no-restricted-imports$/): Promise<string[]> {
  const [result] = await eslint.lintText(lines.join('\n'), { filePath: path.join(root, file) });
  const faults = result!.messages;
  expect(faults.filter((fault) => fault.fatal || fault.ruleId === null)).toEqual([]);
  return [...new Set(faults.filter(({ ruleId }) => rule.test(ruleId!)).map(({ line }) => lines[line - 1]!))];
}

/** How a file of `room` spells the path of a file in another. */
const spelled = (from: string, target: string) => {
  const relative = path.posix.relative(from, target);
  return relative.startsWith('.') ? relative : `./${relative}`;
};

describe('the table of rooms', () => {
  it('has every folder of src/', () => {
    const folders = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(ROOMS).filter((room) => !room.includes('/')).sort());
  });

  it.each(FLAT)('sees all of %s', (room) => {
    expect(readdirSync(path.join(root, 'src', room), { withFileTypes: true }).filter((entry) => entry.isDirectory())).toEqual([]);
  });

  describe.each(Object.entries(ROOMS).filter(([room]) => room !== PACKAGE))('%s', (room, { imports, reportTypes, vscode }) => {
    const others = Object.keys(ROOMS).filter((other) => other !== room);

    it.each(FLAT.includes(room) ? [''] : ['', '/inner'])('imports its rooms and no others (from src/<room>%s)', async (inner) => {
      const here = `src/${room}${inner}`;
      const lines = new Map(others.map((other) => [`import { thing } from '${spelled(here, `src/${other}/thing`)}';`, other]));
      const expected = [...lines].filter(([, other]) => !imports.includes(other)).map(([line]) => line);
      expect(await refused(`${here}/virtual.ts`, [...lines.keys()])).toEqual(expected);
    });

    it('passes nothing on that it may not import', async () => {
      const here = `src/${room}`;
      const lines = others.filter((other) => !imports.includes(other)).map((other) => `export { thing } from '${spelled(here, `src/${other}/thing`)}';`);
      expect(await refused(`${here}/virtual.ts`, lines)).toEqual(lines);
    });

    it(`knows ${reportTypes ? 'the types of the report' : 'no types beyond its rooms'}`, async () => {
      const here = `src/${room}`;
      const lines = new Map(others.flatMap((other) => ['import type { T }', 'import { type T }'].map((start) => [`${start} from '${spelled(here, `src/${other}/thing`)}';`, other])));
      const expected = [...lines].filter(([, other]) => !imports.includes(other) && !(reportTypes && other === 'grading')).map(([line]) => line);
      expect(await refused(`${here}/virtual.ts`, [...lines.keys()])).toEqual(expected);
    });

    it(`knows VS Code: ${vscode}`, async () => {
      const lines = ["import * as vscode from 'vscode';", "import type { Uri } from 'vscode';"];
      expect(await refused(`src/${room}/virtual.ts`, lines)).toEqual({ yes: [], types: lines.slice(0, 1), no: lines }[vscode]);
    });

    it(`${room === 'runner/child' ? 'loads' : 'does not load'} TensorFlow.js`, async () => {
      const lines = ["import * as tf from '@tensorflow/tfjs';", "import '@tensorflow/tfjs-backend-wasm';"];
      expect(await refused(`src/${room}/virtual.ts`, lines)).toEqual(room === 'runner/child' ? [] : lines);
    });

    it('does not import extension.ts', async () => {
      const line = `import { activate } from '${spelled(`src/${room}`, 'src/extension')}';`;
      expect(await refused(`src/${room}/virtual.ts`, [line])).toEqual([line]);
    });
  });

  it('keeps the training kernels to themselves', async () => {
    const types = "import type { Tensor } from '@tensorflow/tfjs';";
    const out = ["import * as tf from '@tensorflow/tfjs';", "import * as vscode from 'vscode';"];
    expect(await refused(`src/${PACKAGE}/virtual.ts`, [types, "import { a } from './inner/thing';", "import { b } from '../spawn';", ...out])).toEqual(["import { b } from '../spawn';", ...out]);
    expect(await refused(`src/${PACKAGE}/inner/virtual.ts`, [types, "import { a } from '../thing';", "import { b } from '../../spawn';", ...out])).toEqual(["import { b } from '../../spawn';", ...out]);
    const folders = readdirSync(path.join(root, 'src', PACKAGE), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) expect(readdirSync(path.join(root, 'src', PACKAGE, name), { withFileTypes: true }).filter((entry) => entry.isDirectory())).toEqual([]);
  });

  it('lets two files of kit know VS Code', async () => {
    for (const file of ['log', 'disposable']) expect(await refused(`src/kit/${file}.ts`, ["import * as vscode from 'vscode';"])).toEqual([]);
  });
});

describe('a page', () => {
  const values = ["import { PAGE } from '../../src/explanations/messages';", "import * as vscode from 'vscode';"];
  const toolkit = "import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit';";

  it('imports types of messages, and nothing else of src/ or VS Code', async () => {
    const types = ["import type { PageMessage } from '../../src/explanations/messages';"];
    for (const folder of ['page', 'ui']) expect(await refused(`webview/${folder}/virtual.ts`, [...types, ...values])).toEqual(values);
  });

  it('knows the toolkit in webview/ui only', async () => {
    expect(await refused('webview/page/virtual.ts', [toolkit])).toEqual([toolkit]);
    expect(await refused('webview/ui/virtual.ts', [toolkit])).toEqual([]);
  });
});

describe('the console', () => {
  it.each(['src/tree/virtual.ts', 'src/house.ts', 'webview/page/virtual.ts'])('is not written to in %s', async (file) => {
    expect(await refused(file, ['console.log(1);'], /^no-console$/)).toEqual(['console.log(1);']);
  });
});
