import { describe, expect, it } from 'vitest';
import type { CheckInfo } from '../../../src/exercises/engine';
import type { CheckReport, CheckStatus } from '../../../src/grading/report';
import { failuresOf, pointsOf, pointsText } from '../../../src/hints/points';
import type { LocalText } from '../../../src/kit/l10n';

const text = (words: string): LocalText => ({ 'zh-cn': words, en: words });
const CHECKS: CheckInfo[] = [
  { id: 'a', function: 'forward', title: text('a'), maxPoints: 2.1, trains: false },
  { id: 'b', function: 'forward', title: text('b'), maxPoints: 5.1, trains: false },
  { id: 'c', function: 'loss', title: text('c'), maxPoints: 3, trains: false },
  { id: 'd', function: 'extra', title: text('d'), maxPoints: 0, trains: false },
];
const reports = (...found: [id: string, points: number, status: CheckStatus][]): Map<string, CheckReport<LocalText>> =>
  new Map(found.map(([id, points, status]) => [id, { id, function: CHECKS.find((check) => check.id === id)!.function, title: text(id), points, maxPoints: 0, status, message: text(''), durationMs: 1 }]));
const shown = (name: string, ...found: Parameters<typeof reports>) => pointsText(pointsOf(name, CHECKS, reports(...found)));

describe('the points of a function', () => {
  it('are those of its checks, without the noise of binary fractions', () => {
    expect(shown('forward', ['a', 2.1, 'passed'], ['b', 1.1, 'failed'])).toBe('3.2/7.2');
    expect(shown('forward', ['a', 2.1, 'passed'], ['b', 5.1, 'passed'])).toBe('✓ 7.2/7.2');
  });

  it('are unknown as long as one of its checks is not graded', () => {
    expect(shown('forward')).toBe('–/7.2');
    expect(shown('forward', ['a', 2.1, 'passed'])).toBe('–/7.2');
    expect(shown('forward', ['c', 3, 'passed'])).toBe('–/7.2');
    expect(pointsText(pointsOf('forward', CHECKS, undefined))).toBe('–/7.2');
  });

  it('are not full where a check lacks no points and has not passed all the same', () => {
    expect(shown('loss', ['c', 3, 'skipped'])).toBe('3/3');
  });

  it('of a challenge are a mark alone', () => {
    expect([shown('extra'), shown('extra', ['d', 0, 'failed']), shown('extra', ['d', 0, 'passed'])]).toEqual(['–', '–', '✓']);
  });

  it('of a function without checks are never full', () => {
    expect(pointsOf('nobody', CHECKS, reports(['a', 1, 'passed'])).isFull).toBe(false);
  });
});

describe('the failures of a function', () => {
  it('are its checks that failed, timed out, crashed or threw, in order', () => {
    const found = reports(['b', 0, 'timeout'], ['a', 0, 'failed'], ['c', 0, 'error']);
    expect(failuresOf('forward', found).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(failuresOf('forward', reports(['a', 2, 'passed'], ['b', 0, 'skipped']))).toEqual([]);
    expect(failuresOf('forward', undefined)).toEqual([]);
  });
});
