import { describe, expect, it } from 'vitest';
import { CsvTokenizer, type CsvRecord } from '../../../content/exercises/recommender/checks/movielens/csv';

/** All records of a text that comes in pieces of `size` characters. */
function records(text: string, size = text.length): CsvRecord[] {
  const csv = new CsvTokenizer();
  const found: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size) found.push(...csv.push(text.slice(at, at + size)));
  return [...found, ...csv.end()];
}

const row = (line: number, ...fields: string[]): CsvRecord => ({ line, fields });
const fault = (line: number): CsvRecord => ({ line, fault: 'quote' });

describe('the CSV tokenizer', () => {
  it.each<[name: string, text: string, expected: CsvRecord[]]>([
    ['plain lines', 'a,b\n1,2\n', [row(1, 'a', 'b'), row(2, '1', '2')]],
    ['no line break at the end', 'a,b\n1,2', [row(1, 'a', 'b'), row(2, '1', '2')]],
    ['CRLF, alone and mixed with LF', 'a,b\r\n1,2\n3,4\r\n', [row(1, 'a', 'b'), row(2, '1', '2'), row(3, '3', '4')]],
    ['CRLF behind a quoted field', '1,"a"\r\n2,"b"\r\n', [row(1, '1', 'a'), row(2, '2', 'b')]],
    ['a carriage return at the very end', '1,"a"\r', [row(1, '1', 'a')]],
    ['quoted commas', '1,"American President, The (1995)",Comedy\n', [row(1, '1', 'American President, The (1995)', 'Comedy')]],
    ['doubled quotes', '1,"""Great Performances"" Cats (1998)",x\n', [row(1, '1', '"Great Performances" Cats (1998)', 'x')]],
    ['quotes that are doubled and nothing else', '"","""",""""""\n', [row(1, '', '"', '""')]],
    ['a line break in quotes', '1,"one\ntwo\r\nthree",x\n2,b,y\n', [row(1, '1', 'one\ntwo\r\nthree', 'x'), row(4, '2', 'b', 'y')]],
    ['empty fields', ',,\n"",,""\n', [row(1, '', '', ''), row(2, '', '', '')]],
    ['an empty field at the end', '"a",', [row(1, 'a', '')]],
    ['blank lines', '\n\r\na,b\n\n1,2\n\n', [row(3, 'a', 'b'), row(5, '1', '2')]],
    ['a quote within an unquoted field', '1,6" under,x\n2,b,y\n', [row(1, '1', '6" under', 'x'), row(2, '2', 'b', 'y')]],
    ['more after a closing quote', '1,"a"b,x\n2,b,y\n', [fault(1), row(2, '2', 'b', 'y')]],
    ['a quote that is never closed', '1,"a,x\n2,b,y\n3,c,z', [fault(1), row(2, '2', 'b', 'y'), row(3, '3', 'c', 'z')]],
    ['a quote that is closed by the next quoted field', '1,"a,x\n2,b,y\n3,"c, d",z\n', [fault(1), row(2, '2', 'b', 'y'), row(3, '3', 'c, d', 'z')]],
    ['nothing', '', []],
    ['text of several planes', '1,"死亡笔记 😀, Деж",x\n', [row(1, '1', '死亡笔记 😀, Деж', 'x')]],
  ])('reads %s', (_, text, expected) => {
    // In pieces of any size the same comes out.
    for (const size of [Math.max(text.length, 1), 7, 3, 2, 1]) expect(records(text, size), `pieces of ${size}`).toEqual(expected);
  });

  it('goes on behind a quote that opens and a line that is longer than any record', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i},row\n`).join('');
    const found = records(`1,"open\n${lines}`, 5_000);
    expect(found[0]).toEqual(fault(1));
    expect(found).toHaveLength(20_001);
    expect(found.at(-1)).toEqual(row(20_001, '19999', 'row'));
    expect(records(`a,b\n${'x'.repeat(300_000)}\n1,2\n`, 4_096)).toEqual([row(1, 'a', 'b'), fault(2), row(3, '1', '2')]);
    expect(records('x'.repeat(300_000), 4_096)).toEqual([fault(1)]);
  });
});
