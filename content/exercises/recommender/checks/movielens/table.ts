import fs from 'node:fs';
import path from 'node:path';
import { HumanError } from '../../../../../src/kit/humanError';
import { msg, type Message } from '../../../../../src/kit/l10n';
import { CsvTokenizer, type CsvRecord } from './csv';
import { MOVIES, RATINGS } from './settings';

/** Bytes that are read at a time. */
const CHUNK = 1 << 18;

/** A row of a table: the values of the columns that were asked for, in that order, or what is wrong with it. */
export type TableRow = { line: number; values: string[] } | { line: number; fault: 'quote' } | { line: number; fault: 'fields'; found: number; wanted: number };

export interface Reading {
  signal?: AbortSignal;
  /** Told which share of the file, 0 to 1, has been read. */
  onRead?: (share: number) => void;
}

const whereToGet = () => msg('Name the folder that holds ratings.csv and movies.csv; ml-latest-small from grouplens.org/datasets/movielens is a good start.');
const getAgain = () => msg('Unpack or download the data set again.');

/** @throws HumanError unless `folder` is a folder with both files */
export async function mustBeMovieLens(folder: string): Promise<void> {
  const stat = await fs.promises.stat(folder).catch(() => undefined);
  if (!stat) throw new HumanError(msg('There is no folder {folder}.', { folder }), whereToGet());
  if (!stat.isDirectory()) throw new HumanError(msg('{folder} is not a folder.', { folder }), folder.toLowerCase().endsWith('.zip') ? msg('Unpack it first, then name the folder that comes out.') : whereToGet());
  const names = await fs.promises.readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new HumanError(msg('{folder} cannot be read ({code}).', { folder, code: error.code ?? '' }), msg('Check its permissions.'));
  });
  for (const file of [RATINGS, MOVIES]) if (!names.includes(file)) throw new HumanError(msg('{folder} has no file {file}.', { folder, file }), whereInstead(folder, names));
}

function whereInstead(folder: string, names: string[]): Message {
  for (const name of names) {
    const inner = path.join(folder, name);
    const there = [RATINGS, MOVIES].every((file) => fs.existsSync(path.join(inner, file)));
    if (there) return msg('Both files lie in {inner}: name that folder.', { inner });
  }
  if (names.some((name) => name === 'ratings.dat' || name === 'u.data')) return msg('This is one of the older data sets, in another format; take ml-latest-small from grouplens.org/datasets/movielens.');
  return whereToGet();
}

/**
 * Reads a comma-separated file with a header, a batch of rows at a time; what has been handed over is forgotten.
 * Columns may stand in any order and among others.
 * @throws HumanError where the file is missing, empty, not UTF-8, or lacks a column. The signal's reason when it is aborted.
 */
export async function* readTable(file: string, columns: readonly string[], { signal, onRead }: Reading = {}): AsyncGenerator<TableRow[]> {
  let places: number[] | undefined;
  let wanted = 0;
  const rowsOf = (records: CsvRecord[]): TableRow[] => {
    const rows: TableRow[] = [];
    for (const record of records) {
      if (!places) {
        const header = 'fields' in record ? record.fields : [];
        wanted = header.length;
        places = placesOf(columns, header, file);
      } else if ('fault' in record) rows.push(record);
      else if (record.fields.length !== wanted) rows.push({ line: record.line, fault: 'fields', found: record.fields.length, wanted });
      else rows.push({ line: record.line, values: places.map((place) => record.fields[place]!) });
    }
    return rows;
  };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const csv = new CsvTokenizer();
  for await (const { text, share } of textOf(file, decoder)) {
    signal?.throwIfAborted();
    yield rowsOf(csv.push(text));
    onRead?.(share);
  }
  yield rowsOf(csv.end());
  if (!places) throw new HumanError(msg('{file} is empty.', { file }), getAgain());
}

/** The text piece by piece, without a byte order mark, and the share of the bytes that has come. */
async function* textOf(file: string, decoder: TextDecoder): AsyncGenerator<{ text: string; share: number }> {
  let read = 0;
  try {
    const stat = await fs.promises.stat(file);
    if (!stat.isFile()) throw new HumanError(msg('{file} is not a file.', { file }), getAgain());
    for await (const chunk of fs.createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      read += chunk.length;
      yield { text: decoder.decode(chunk, { stream: true }), share: Math.min(read / stat.size, 1) };
    }
    yield { text: decoder.decode(), share: 1 };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new HumanError(msg('{file} is not text in UTF-8.', { file }), msg('Was it saved by another program? Take the file as it was downloaded.'));
    if (code === 'ENOENT') throw new HumanError(msg('There is no file {file}.', { file }), whereToGet());
    if (code && ['EACCES', 'EPERM', 'EIO', 'EISDIR'].includes(code)) throw new HumanError(msg('{file} cannot be read.', { file }), msg('Check its permissions.'));
    throw error;
  }
}

/** Where each column stands in the header; upper and lower case are the same. */
function placesOf(columns: readonly string[], header: readonly string[], file: string): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = columns.map((column) => names.indexOf(column.toLowerCase()));
  const absent = columns.filter((_, i) => places[i]! < 0);
  if (absent.length > 0) throw new HumanError(msg('The first line of {file} does not name {columns}.', { file, columns: absent.join(', ') }), msg('It must name the columns, with commas between them: {columns}.', { columns: columns.join(',') }));
  return places;
}

/** A whole number of at least 0; NaN for any other text. Digit by digit: it is called for three of four fields. */
export function wholeNumber(text: string): number {
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return /^\s+\d+\s*$|^\d+\s+$/.test(text) ? wholeNumber(text.trim()) : NaN;
    number = number * 10 + digit;
  }
  return text === '' || number > Number.MAX_SAFE_INTEGER ? NaN : number;
}
