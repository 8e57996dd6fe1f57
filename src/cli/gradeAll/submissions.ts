import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';

/** One learner's work in the folder of a class: a file, or a folder with the exercise's file in it. */
export interface Submission {
  /** The entry's name in the class's folder; results carry it. */
  key: string;
  /** Absolute path of the file to grade, whether it can be read or not. */
  file: string;
  /** That path as results show it: from the class's folder, with `/`. */
  shown: string;
  /** The folder whose code belongs to it; undefined for a single file. */
  folder?: string;
  /** Where a report that the learner made may lie. */
  ownReports: string[];
}

const CODE = /\.(?:ts|mts|cts)$/i;
const REPORT = /report\.json$/i;
/** A folder is read for its hash no deeper and no further than a submission can reasonably be. */
const MOST_FILES = 200;

/** `1/4` and the like: which part of the class is graded. */
export interface Shard {
  index: number;
  of: number;
}

/**
 * The submissions in a folder, in the order of their names (code units, so that every machine has the same).
 * Names with a dot in front and files that are no TypeScript are not submissions.
 * @throws HumanError where the folder cannot be read or has none
 */
export async function submissionsIn(dir: string, exerciseFile: string): Promise<Submission[]> {
  let entries;
  try {
    entries = await fs.readdir(dir, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new HumanError(msg('The folder {folder} cannot be read ({code}).', { folder: dir, code }), msg('Name the folder with the submissions.'));
  }
  const names = entries.map(({ name }) => name);
  const found: Submission[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (name.startsWith('.') || name === 'node_modules') continue;
    const full = path.join(dir, name);
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await fs.stat(full).catch(() => undefined))?.isDirectory() === true);
    if (isFolder) found.push(await inFolder(dir, name, exerciseFile));
    else if (CODE.test(name) && !/\.d\.ts$/i.test(name)) {
      const stem = name.replace(CODE, '');
      found.push({ key: name, file: full, shown: name, ownReports: names.filter((other) => other.startsWith(`${stem}.`) && REPORT.test(other)).map((other) => path.join(dir, other)) });
    }
  }
  if (found.length === 0) throw new HumanError(msg('There is no submission in {folder}.', { folder: dir }), msg('A submission is a .ts file, or a folder with {file} in it.', { file: exerciseFile }));
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The exercise's file in a folder; else its only TypeScript file; else the file that should be there. */
async function inFolder(dir: string, key: string, exerciseFile: string): Promise<Submission> {
  const folder = path.join(dir, key);
  const names = (await fs.readdir(folder).catch(() => [] as string[])).sort();
  const code = names.filter((name) => CODE.test(name) && !/\.d\.ts$/i.test(name));
  const name = code.includes(exerciseFile) || code.length !== 1 ? exerciseFile : code[0]!;
  return { key, file: path.join(folder, name), shown: `${key}/${name}`, folder, ownReports: names.filter((other) => REPORT.test(other)).map((other) => path.join(folder, other)) };
}

/** The part of a class that belongs to a shard: every n-th, so that slow ones spread. */
export const partOf = (all: readonly Submission[], { index, of }: Shard): Submission[] => all.filter((_, i) => i % of === index - 1);

/** SHA-256 over everything of a submission that can change its grade: names and bytes of its code. */
export async function hashOf(submission: Submission): Promise<string> {
  const hash = createHash('sha256');
  const files = submission.folder === undefined ? [submission.file] : await codeIn(submission.folder);
  for (const file of files) {
    const bytes = await readQuietly(file);
    hash.update(`${path.relative(submission.folder ?? path.dirname(file), file)}\0${bytes?.length ?? 'unreadable'}\0`).update(bytes ?? '');
  }
  return hash.digest('hex');
}

async function codeIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (at: string): Promise<void> => {
    for (const entry of (await fs.readdir(at, { withFileTypes: true }).catch(() => [])).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (found.length >= MOST_FILES || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const full = path.join(at, entry.name);
      if (entry.isDirectory()) await walk(full);
      else if (/\.(?:[mc]?ts|[mc]?js)$/i.test(entry.name)) found.push(full);
    }
  };
  await walk(folder);
  return found;
}

/** Bytes of a regular file of reasonable size; a FIFO must not hold us, nor a huge file fill the memory. */
async function readQuietly(file: string): Promise<Uint8Array | undefined> {
  try {
    const stat = await fs.stat(file);
    return stat.isFile() && stat.size <= 2_000_000 ? await fs.readFile(file) : undefined;
  } catch {
    return undefined;
  }
}
