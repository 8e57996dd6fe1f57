/** Characters of one record, at most: a quotation mark that is never closed must not swallow the file. */
const LONGEST = 65_536;

/** A record and the line, from 1, on which it begins; `fault` where its quotation marks do not fit together. */
export type CsvRecord = { line: number; fields: string[] } | { line: number; fault: 'quote' };

/**
 * Cuts comma-separated text (RFC 4180) into records while it comes: quoted commas and line breaks, doubled
 * quotes, lines that end with LF or CRLF. Blank lines are no records. A quotation mark in the middle of an
 * unquoted field is an ordinary character. After a record that is at fault, reading goes on with the next line.
 * Holds no more than one chunk and one record.
 */
export class CsvTokenizer {
  private rest = '';
  private line = 1;
  /** Within a line that is longer than any record: the rest of it is dropped. */
  private dropping = false;

  /** The records that are complete with this piece of the text. */
  push(text: string): CsvRecord[] {
    this.rest += text;
    return this.take(false);
  }

  /** The last record, where no line break stands behind it. */
  end(): CsvRecord[] {
    return this.take(true);
  }

  private take(last: boolean): CsvRecord[] {
    const text = this.rest;
    const records: CsvRecord[] = [];
    let at = this.dropping ? this.afterDropped(text) : 0;
    let quote = -1;
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const stop = newline < 0 ? text.length : newline;
      if (quote < at) quote = indexFrom(text, '"', at);
      const waits = !last && text.length - at <= LONGEST;
      if (newline < 0 && waits) break;
      if (quote >= stop && stop - at <= LONGEST) {
        // Nearly all lines: no quotation mark, no need to look at each character.
        const end = text[stop - 1] === '\r' && stop > at ? stop - 1 : stop;
        if (end > at) records.push({ line: this.line, fields: text.slice(at, end).split(',') });
        this.line++;
        at = stop + 1;
        continue;
      }
      const record = stop - at > LONGEST ? 'fault' : quotedRecord(text, at, last);
      if (record === 'unfinished' && waits) break;
      if (typeof record === 'object') {
        records.push({ line: this.line, fields: record.fields });
        this.line += record.lines;
        at = record.next;
        continue;
      }
      records.push({ line: this.line, fault: 'quote' });
      this.dropping = newline < 0;
      if (!this.dropping) this.line++;
      at = stop + 1;
    }
    this.rest = text.slice(at);
    return records;
  }

  private afterDropped(text: string): number {
    const newline = text.indexOf('\n');
    if (newline < 0) return text.length;
    this.dropping = false;
    this.line++;
    return newline + 1;
  }
}

const indexFrom = (text: string, what: string, at: number): number => {
  const found = text.indexOf(what, at);
  return found < 0 ? Infinity : found;
};

/** One record, character by character, from `at` on. `unfinished` where the text ends within it and is not the last. */
function quotedRecord(text: string, at: number, last: boolean): { fields: string[]; next: number; lines: number } | 'unfinished' | 'fault' {
  const fields: string[] = [];
  let lines = 1;
  for (;;) {
    let end: number;
    if (text[at] === '"') {
      const closing = closingQuote(text, at + 1);
      if (closing < 0) return last ? 'fault' : 'unfinished';
      const value = text.slice(at + 1, closing);
      for (let i = value.indexOf('\n'); i >= 0; i = value.indexOf('\n', i + 1)) lines++;
      fields.push(value.replaceAll('""', '"'));
      end = closing + 1;
      if (!last && (end >= text.length || (text[end] === '\r' && end + 1 >= text.length))) return 'unfinished';
      if (text[end] === '\r' && (end + 1 >= text.length || text[end + 1] === '\n')) end++;
    } else {
      end = Math.min(indexFrom(text, '\n', at), indexFrom(text, ',', at), text.length);
      if (!last && end >= text.length) return 'unfinished';
      const lineEnds = text[end] !== ',';
      fields.push(text.slice(at, lineEnds && text[end - 1] === '\r' && end > at ? end - 1 : end));
    }
    if (end >= text.length || text[end] === '\n') return { fields, next: end + 1, lines };
    if (text[end] !== ',') return 'fault';
    at = end + 1;
  }
}

/** The index of the quotation mark that is not one of a doubled pair; -1 where there is none. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}
