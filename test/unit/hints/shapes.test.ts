import { describe, expect, it } from 'vitest';
import { sameLines } from '../../../src/hints/sameLines';
import { bars, hintText, hoverText } from '../../../src/hints/shapeText';

const tensor = (shape: number[], more = {}) => ({ dtype: 'float32', shape, bytes: 4 * shape.reduce((a, b) => a * b, 1), ...more });
const trace = (first: ReturnType<typeof tensor>, last = first, count = 1) => ({ probe: 0, count, first, last });

describe('the shape behind a variable', () => {
  it('is short, and tells first and last where they differ', () => {
    expect(hintText(trace(tensor([32, 16])))).toBe('[32, 16] f32');
    expect(hintText(trace(tensor([32, 16]), tensor([22, 16]), 5))).toBe('[32, 16] f32 … [22, 16] f32');
    expect(hintText(trace(tensor([], { dtype: 'number', value: 0 }), tensor([], { dtype: 'number', value: 1999 }), 2000))).toBe('0 … 1999');
    expect(hintText(trace(tensor([], { dtype: 'fields', fields: [['W1', tensor([2, 8])], ['b1', tensor([8])]] })))).toBe('{ W1 [2, 8] f32, b1 [8] f32 }');
  });

  it('tells values, NaN and bytes on hover, in both languages', () => {
    const seen = trace(tensor([2, 2], { min: -1, max: 3, mean: 0.12345678, nan: 2, histogram: [1, 0, 4] }), undefined, 3);
    const en = hoverText('a1', seen, 'en');
    expect(en).toContain('float32 [2, 2], 16 bytes');
    expect(en).toContain('**NaN: 2**');
    expect(en).toContain('smallest -1, mean 0.1235, largest 3');
    expect(en).toContain('seen 3 times');
    expect(hoverText('a1', seen, 'en')).not.toContain('first');
  });

  it('draws the commonest values highest', () => expect(bars([0, 4, 2])).toBe(' █▅'));
});

describe('lines after an edit', () => {
  const map = (before: string, after: string) => [...sameLines(before.split(''), after.split(''))].sort(([a], [b]) => a - b);
  it('move with what was put in before them, and are gone where they changed', () => {
    expect(map('abc', 'axbc')).toEqual([[0, 0], [1, 2], [2, 3]]);
    expect(map('abc', 'aBc')).toEqual([[0, 0], [2, 2]]);
    expect(map('abcde', 'aBcDe')).toEqual([[0, 0], [2, 2], [4, 4]]);
    expect(map('abba', 'aXba')).toEqual([[0, 0], [2, 2], [3, 3]]);
    expect(map('', 'a')).toEqual([]);
  });
});
