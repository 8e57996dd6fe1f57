import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { GradeReport } from '../../grading/report';
import type { OwnReport } from './ownReport';

/** What stands in `results/<key>.json`. */
export interface Result {
  submission: string;
  /** As `grade --json` prints it, but for times, which are 0, and `file`, which starts at the class's folder. */
  report: GradeReport;
  /** How the learner's own report compares; undefined where there is none. */
  own?: OwnReport;
  /** Fingerprints of its code, for the comparison of all with all. */
  fingerprints: number[];
}

const FOLDER = 'results';
const fileOf = (out: string, key: string) => path.join(out, FOLDER, `${key}.json`);
const digest = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

/** Writes a result whole or not at all. @returns the digest of its bytes */
export async function writeResult(out: string, result: Result): Promise<string> {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  const file = fileOf(out, result.submission);
  await writeWhole(file, text);
  return digest(text);
}

/** True where the result of `key` is there as it was written. */
export async function hasResult(out: string, key: string, expected: string): Promise<boolean> {
  return await fs.readFile(fileOf(out, key)).then(
    (bytes) => digest(bytes) === expected,
    () => false,
  );
}

/** All results in these folders, in the order of their keys, one at a time. A submission in two of them counts once. */
export async function* resultsIn(folders: readonly string[]): AsyncGenerator<Result> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    const names = await fs.readdir(path.join(folder, FOLDER)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names) if (name.endsWith('.json')) found.set(name.slice(0, -'.json'.length), folder);
  }
  for (const [key, folder] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) yield JSON.parse(await fs.readFile(fileOf(folder, key), 'utf8')) as Result;
}

/** Writes beside and renames, so that no reader and no crash ever finds half of a file. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  const handle = await fs.open(temporary, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(temporary, file);
}
