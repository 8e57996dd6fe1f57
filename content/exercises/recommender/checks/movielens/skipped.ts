import { msg, type Message } from '../../../../../src/kit/l10n';
import type { TableRow } from './table';

/** What can be wrong with a row. */
export type FaultKind = 'fields' | 'quote' | 'id' | 'rating' | 'timestamp' | 'unknownMovie' | 'duplicate' | 'duplicateMovie';

/** A row that was left out, and why. */
export interface Fault {
  kind: FaultKind;
  /** The file's name, without its folder. */
  file: string;
  /** From 1. */
  line: number;
  /** What the sentence names. */
  values?: Record<string, string | number>;
}

/** A row that is no row of the table, whatever its values. */
export const faultOf = (row: Extract<TableRow, { fault: string }>, file: string): Fault => ({ kind: row.fault, file, line: row.line, values: row.fault === 'fields' ? { found: row.found, wanted: row.wanted } : undefined });

/** So many of them are told in words. */
const IN_WORDS = 10;
/** Characters of a wrong value that are shown. */
const SHOWN = 40;

/** Keeps count of the rows that were left out; remembers the first ones, in the order of the files. */
export class Skipped {
  private readonly counts = new Map<FaultKind, number>();
  private readonly first: Fault[] = [];

  get total(): number {
    return [...this.counts.values()].reduce((sum, n) => sum + n, 0);
  }

  count(kind: FaultKind): number {
    return this.counts.get(kind) ?? 0;
  }

  add(fault: Fault): void {
    this.counts.set(fault.kind, this.count(fault.kind) + 1);
    const place = this.first.findIndex((other) => other.file > fault.file || (other.file === fault.file && other.line > fault.line));
    if (place < 0 && this.first.length >= IN_WORDS) return;
    this.first.splice(place < 0 ? this.first.length : place, 0, fault);
    this.first.length = Math.min(this.first.length, IN_WORDS);
  }

  /** The first rows in words, then the count of each kind. Empty where none was left out. */
  messages(): Message[] {
    if (this.total === 0) return [];
    const counts = [...this.counts].map(([kind, count]) => countOf(kind, count));
    return [msg('Rows left out: {count}. The first of them:', { count: this.total }), ...this.first.map(inWords), msg('All of them by kind:'), ...counts];
  }
}

/** What a file holds, on one line and not too long. */
export const onOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
const short = (value: string | number | undefined): string => {
  const text = onOneLine(String(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};

function inWords({ kind, file, line, values = {} }: Fault): Message {
  const args = { file, line, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, short(value)])) };
  switch (kind) {
    case 'fields':
      return msg('{file}:{line}: {found} fields instead of {wanted}.', args);
    case 'quote':
      return msg('{file}:{line}: a quotation mark is missing or stands in the wrong place.', args);
    case 'id':
      return msg('{file}:{line}: {column} “{value}” is not a whole number.', args);
    case 'rating':
      return msg('{file}:{line}: “{value}” is not a rating from 0.5 to 5.', args);
    case 'timestamp':
      return msg('{file}:{line}: timestamp “{value}” is not a number of seconds.', args);
    case 'unknownMovie':
      return msg('{file}:{line}: movie {movie} is not in movies.csv.', args);
    case 'duplicate':
      return msg('{file}:{line}: user {user} rated movie {movie} once more, later; the latest rating counts.', args);
    case 'duplicateMovie':
      return msg('{file}:{line}: movie {movie} stood there before; the first one counts.', args);
  }
}

function countOf(kind: FaultKind, count: number): Message {
  switch (kind) {
    case 'fields':
      return msg('  wrong number of fields: {count}', { count });
    case 'quote':
      return msg('  quotation marks that do not fit: {count}', { count });
    case 'id':
      return msg('  ids that are not numbers: {count}', { count });
    case 'rating':
      return msg('  ratings outside 0.5 to 5: {count}', { count });
    case 'timestamp':
      return msg('  timestamps that are not numbers: {count}', { count });
    case 'unknownMovie':
      return msg('  movies that movies.csv does not have: {count}', { count });
    case 'duplicate':
      return msg('  earlier ratings of the same movie by the same user (among those that take part): {count}', { count });
    case 'duplicateMovie':
      return msg('  movies named twice: {count}', { count });
  }
}
