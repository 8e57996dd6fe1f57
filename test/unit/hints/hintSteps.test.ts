import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../../src/hints/firstDifference';
import { nextOf, stepsOf, type HintTexts } from '../../../src/hints/hintSteps';
import type { LocalText } from '../../../src/kit/l10n';

const text = (words: string): LocalText => ({ 'zh-cn': words, en: words });
const TEXTS: HintTexts = {
  formulas: {},
  checks: { gradient: [text('where'), text('principle'), text('line')] },
  bugs: { sign: [text('principle of the sign'), text('line of the sign')] },
};
const words = (check: string, bug?: string) => stepsOf(TEXTS, check, bug).map(({ en }) => en);

describe('the hints of a check', () => {
  it('are its own where the mistake is not known', () => {
    expect(words('gradient')).toEqual(['where', 'principle', 'line']);
    expect(words('gradient', 'a bug without hints')).toEqual(['where', 'principle', 'line']);
  });

  it('go on with those of the mistake where it is known', () => {
    expect(words('gradient', 'sign')).toEqual(['where', 'principle of the sign', 'line of the sign']);
  });

  it('are those of the mistake alone where the check has none, and none where nothing is known', () => {
    expect(words('load', 'sign')).toEqual(['principle of the sign', 'line of the sign']);
    expect(words('load')).toEqual([]);
  });
});

describe('the next hint', () => {
  it('is free at first', () => {
    expect(nextOf(3, undefined, [])).toBe('free');
    expect(nextOf(3, undefined, ['a'])).toBe('free');
  });

  it('waits until another text was graded', () => {
    const seen = { seen: 1, sha256: 'a' };
    expect(nextOf(3, seen, [])).toBe('wait');
    expect(nextOf(3, seen, ['a'])).toBe('wait');
    expect(nextOf(3, seen, ['a', 'b'])).toBe('free');
  });

  it('is free after an attempt that was taken back', () => {
    expect(nextOf(3, { seen: 2, sha256: 'a' }, ['b', 'a'])).toBe('free');
  });

  it('does not come after the last, whatever was graded', () => {
    expect(nextOf(3, { seen: 3, sha256: 'a' }, ['b'])).toBe('last');
    expect(nextOf(2, { seen: 3, sha256: 'a' }, ['b'])).toBe('last');
    expect(nextOf(0, undefined, [])).toBe('last');
  });
});

describe('the first difference', () => {
  it.each([
    ['dW1[0, 1] = 0.25', 'dW1[0, 1] = -0.25', '[0, 1]'],
    ['forward().z1[3] = NaN', 'forward().z1[3] = 2', '[3]'],
    ['[1, 2, 3]', '[1, 0, 3]', '[1]'],
    ['[1, 2]', '[1, 2, 3]', '[2]'],
    ['[1, 2]', '[]', '[0]'],
    ['[5, 4, … (40)]', '[5, 3, … (40)]', '[1]'],
  ])('of %s and %s stands at %s', (expected, actual, index) => {
    expect(firstDifference(expected, actual)).toBe(index);
  });

  it.each([
    ['5', '6'],
    ['[5, 4, … (40)]', '[5, 4, … (41)]'],
    ['[1, 2] / [3, 4]', '[1, 3]'],
    ['dW1[0] = 1', 'dW2[0] = 1'],
    ['[1, 2]', 'undefined'],
    ['{ W1, b1 }', '{ W1 }'],
  ])('of %s and %s is not known', (expected, actual) => {
    expect(firstDifference(expected, actual)).toBeUndefined();
  });
});
