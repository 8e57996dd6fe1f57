import fs from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../kit/l10n';
import { HumanError } from '../kit/humanError';
import { msg } from '../kit/l10n';
import type { Exercise } from './course';

/** The file that marks a folder as an exercise of the course. */
export const MARKER = 'coursework.json';
export const MARKER_SCHEMA_VERSION = 1;

/** What MARKER holds. */
export interface Marker {
  schemaVersion: typeof MARKER_SCHEMA_VERSION;
  exercise: string;
  file: string;
  language: Language;
}

/** Folder within the exercise's folder for what the learner does not edit: declarations, copies of replaced files. */
const OWN_FOLDER = '.coursework';

/** IntelliSense for TensorFlow.js without npm and without network: the declarations lie beside the file. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2022', 'DOM'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    moduleDetection: 'force',
    paths: {
      '@tensorflow/tfjs': [`./${OWN_FOLDER}/tfjs.d.ts`],
      '@tensorflow/tfjs-node': [`./${OWN_FOLDER}/tfjs.d.ts`],
    },
  },
  include: ['*.ts'],
};

export interface ScaffoldResult {
  /** Absolute path of the file that the learner writes. */
  file: string;
  /** Copies of files that were replaced. */
  backups: string[];
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

async function targets(exercise: Exercise, folder: string, language: Language): Promise<Map<string, string>> {
  const marker: Marker = { schemaVersion: MARKER_SCHEMA_VERSION, exercise: exercise.id, file: exercise.file, language };
  const read = (name: string) => fs.readFile(path.join(exercise.folder, name), 'utf8');
  return new Map([
    [path.join(folder, exercise.file), await read(`starter.${language}.ts`)],
    [path.join(folder, 'README.md'), await read(`readme.${language}.md`)],
    [path.join(folder, 'tsconfig.json'), json(TSCONFIG)],
    [path.join(folder, MARKER), json(marker)],
  ]);
}

/** The files that `scaffold` would replace: those that are there with another content. */
export async function conflicts(exercise: Exercise, folder: string, language: Language): Promise<string[]> {
  const found: string[] = [];
  for (const [file, content] of await targets(exercise, folder, language)) {
    const there = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' || error.code === 'ENOTDIR' ? undefined : ''));
    if (there !== undefined && there !== content) found.push(file);
  }
  return found;
}

/**
 * Writes an exercise's files into `folder`. A file that is there with another content is left alone unless
 * `replace` says so, and then a copy of it is kept first.
 * @throws HumanError where the folder cannot be written
 */
export async function scaffold(exercise: Exercise, folder: string, language: Language, typesFile: string, replace: 'nothing' | 'learnerFile' | 'everything'): Promise<ScaffoldResult> {
  const file = path.join(folder, exercise.file);
  const backups: string[] = [];
  try {
    await fs.mkdir(path.join(folder, OWN_FOLDER), { recursive: true });
    await fs.copyFile(typesFile, path.join(folder, OWN_FOLDER, 'tfjs.d.ts'));
    const existing = new Set(await conflicts(exercise, folder, language));
    for (const [target, content] of await targets(exercise, folder, language)) {
      if (existing.has(target)) {
        // A marker that says nothing leads nowhere: keeping it would keep the exercise from being found.
        const useless = path.basename(target) === MARKER && parseMarker(await fs.readFile(target, 'utf8')) === undefined;
        if (!useless && (replace === 'nothing' || (replace === 'learnerFile' && target !== file))) continue;
        backups.push(await keepCopy(folder, target));
      }
      await fs.writeFile(target, content);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EISDIR'].includes(code)) throw new HumanError(msg('The exercise cannot be written into {folder} ({code}).', { folder, code }), msg('Choose a folder that can be written to, or free the space.'));
    throw error;
  }
  return { file, backups };
}

/** Copies `file` to a name that says when; never over an older copy. */
async function keepCopy(folder: string, file: string): Promise<string> {
  const { name, ext } = path.parse(file);
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const copy = path.join(folder, OWN_FOLDER, 'backup', `${name}.${stamp}${ext}`);
  await fs.mkdir(path.dirname(copy), { recursive: true });
  await fs.copyFile(file, copy, fs.constants.COPYFILE_EXCL);
  return copy;
}

/** Reads a MARKER file; undefined where it is not one of ours. */
export function parseMarker(text: string): Marker | undefined {
  try {
    const raw = JSON.parse(text) as Partial<Marker> | null;
    return raw?.schemaVersion === MARKER_SCHEMA_VERSION && typeof raw.exercise === 'string' && typeof raw.file === 'string' && /^[^\\/]+\.ts$/.test(raw.file) ? (raw as Marker) : undefined;
  } catch {
    return undefined;
  }
}
