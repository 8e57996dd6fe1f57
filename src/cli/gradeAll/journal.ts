import fs from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';

/** What all results of a run have in common; a run goes on only under the same. */
export interface Terms {
  exercise: string;
  graderVersion: string;
  seed: number;
  backend: string;
  language: string;
  shard: string;
}

/** A submission that is done. */
export interface Entry {
  key: string;
  /** Of the submission's code (`hashOf`). */
  hash: string;
  /** Of the bytes of its results file. */
  result: string;
  score: number;
  maxScore: number;
  /** How long it took; results themselves hold no times, so that they are the same everywhere. */
  ms: number;
}

/**
 * What is done, one line of JSON each, flushed to the disk before the next submission counts as done. A line
 * that a killed process left half written is not counted.
 */
export class Journal {
  private constructor(
    private readonly handle: fs.FileHandle,
    readonly done: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * @param resume go on with what is there; otherwise there must be nothing
   * @throws HumanError where results of another run lie there
   */
  static async open(file: string, terms: Terms, resume: boolean): Promise<Journal> {
    const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    const lines = text === undefined ? [] : whole(text);
    if (lines.length > 0 && !resume) throw new HumanError(msg('{folder} holds results already.', { folder: path.dirname(file) }), msg('Go on with them by --resume, or choose an empty folder.'));
    const [head, ...entries] = lines.map((line) => JSON.parse(line) as unknown);
    if (head !== undefined && JSON.stringify(head) !== JSON.stringify(terms)) {
      throw new HumanError(msg('The results in {folder} were made with other settings ({settings}).', { folder: path.dirname(file), settings: differing(head as Terms, terms) }), msg('Use the same ones, or another folder.'));
    }
    await fs.mkdir(path.dirname(file), { recursive: true });
    const handle = await fs.open(file, 'a');
    // Whatever a killed process left of a line goes, so that the next line stands on its own.
    if (text !== undefined) await handle.truncate(Buffer.byteLength(lines.map((line) => `${line}\n`).join('')));
    const journal = new Journal(handle, new Map((entries as Entry[]).map((entry) => [entry.key, entry])));
    if (head === undefined) await journal.write(terms);
    return journal;
  }

  async add(entry: Entry): Promise<void> {
    await this.write(entry);
  }

  /** One line at a time, whole or not at all. */
  private last: Promise<void> = Promise.resolve();
  private write(line: object): Promise<void> {
    this.last = this.last.then(async () => {
      await this.handle.appendFile(`${JSON.stringify(line)}\n`);
      await this.handle.datasync();
    });
    return this.last;
  }

  async close(): Promise<void> {
    await this.last.catch(() => {}); // whoever wrote heard of it
    await this.handle.close();
  }
}

/** The lines that were written to their end and are JSON. */
function whole(text: string): string[] {
  const lines = text.split('\n').slice(0, -1);
  const broken = lines.findIndex((line) => {
    try {
      return typeof JSON.parse(line) !== 'object';
    } catch {
      return true;
    }
  });
  return broken < 0 ? lines : lines.slice(0, broken);
}

const differing = (a: Terms, b: Terms): string => (Object.keys(b) as (keyof Terms)[]).filter((key) => a[key] !== b[key]).map((key) => `${key}: ${a[key]}`).join(', ');
