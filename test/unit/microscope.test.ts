import { describe, expect, it } from 'vitest';
import { backwardBugs } from '../../content/exercises/neural-network/checks/gradientBugs';
import { backwardArguments, gradientCase } from '../../content/exercises/neural-network/checks/gradients';
import { compareGradients, microscope, numericGradient } from '../../content/exercises/neural-network/checks/microscope';
import { backward, PARAMS, type Network } from '../../content/exercises/neural-network/checks/network';
import { patternOf, shapePatternOf } from '../../src/grading/gradientPattern';
import { map, matrix, transpose, type Matrix } from '../../src/grading/matrix';
import { translate } from '../../src/kit/l10n';
import type { Plain } from '../../src/runner/protocol/messages';

const SEEDS = [1, 2, 3, 4, 5];
const SIZES = { rows: 5, classes: 3 };

const tensorPlain = ({ shape, values }: Matrix): Plain => ({ type: 'tensor', shape, dtype: 'float32', values: Float32Array.from(values) });
const recordPlain = (fields: Record<string, Matrix | Plain>): Plain => ({ type: 'record', entries: Object.entries(fields).map(([name, value]) => [name, 'type' in value ? value : tensorPlain(value)]) });
const input = (seed = 1) => gradientCase(seed, 0);
const right = (seed = 1): Network => {
  const { x, y, f, p } = input(seed);
  return backward(x, y, f, p);
};
/** The comparison of a network whose gradients are right but for those given, by parameter. */
const compared = (changes: Record<string, Matrix | Plain>, seed = 1) => new Map(compareGradients(input(seed), recordPlain({ ...right(seed), ...changes })).map((one) => [one.parameter, one]));

describe('the numeric gradient', () => {
  it.each(SEEDS)('is the analytic one up to 1e-8, seed %i', (seed) => {
    const numeric = numericGradient(input(seed));
    for (const name of PARAMS) {
      expect(numeric[name].shape).toEqual(right(seed)[name].shape);
      numeric[name].values.forEach((v, i) => expect(Math.abs(v - right(seed)[name].values[i]!), `${name} ${i}`).toBeLessThan(1e-8));
    }
  });

  it('has an error of the order of h²', () => {
    const error = (h: number) => PARAMS.reduce((most, name) => Math.max(most, ...numericGradient(input(), h)[name].values.map((v, i) => Math.abs(v - right()[name].values[i]!))), 0);
    const order = Math.log10(error(1e-2) / error(1e-3));
    expect(order).toBeGreaterThan(1.9);
    expect(order).toBeLessThan(2.1);
  });
});

describe('the comparison', () => {
  it('of right gradients finds nothing but float32 rounding', () => {
    for (const { wrong, problem, diagnosis, knownBug, entries, shape } of compared({}).values()) {
      expect({ wrong, problem, diagnosis, knownBug }).toEqual({ wrong: 0, problem: undefined, diagnosis: undefined, knownBug: undefined });
      expect(entries).toHaveLength(shape.reduce((n, d) => n * d, 1));
      expect(entries[0]!.relative).toBeLessThan(1e-6);
    }
  });

  it('has the worst entry and the worst parameter first', () => {
    const W1 = map(right().W1, (v, i) => (i === 9 ? v + 1 : i === 2 ? v + 0.5 : v));
    const b2 = map(right().b2, (v, i) => (i === 1 ? v + 100 : v));
    const all = compareGradients(input(), recordPlain({ ...right(), W1, b2 }));
    expect(all.map(({ parameter }) => parameter).slice(0, 2)).toEqual(['b2', 'W1']);
    const { entries, wrong } = all[1]!;
    expect(entries.slice(0, 2).map(({ index }) => index)).toEqual([[1, 3], [0, 2]]);
    expect(entries[0]!.absolute).toBeCloseTo(1, 6);
    expect(entries[0]!.relative).toBeCloseTo(1 / Math.max(...right().W1.values.map(Math.abs)), 5);
    expect(entries.every(({ relative }, i) => i === 0 || relative! <= entries[i - 1]!.relative!)).toBe(true);
    expect(wrong).toBe(2);
  });

  it('puts what is no number before all, and does not lose the rest', () => {
    const W2 = map(right().W2, (v, i) => (i === 4 ? NaN : i === 5 ? -Infinity : v));
    const { entries, wrong, diagnosis } = compared({ W2 }).get('W2')!;
    expect(entries.slice(0, 2).map(({ index, relative }) => [index, relative])).toEqual([[[1, 1], Infinity], [[1, 2], Infinity]]);
    expect(entries[2]!.relative).toBeLessThan(1e-6);
    expect(wrong).toBe(2);
    expect(translate(diagnosis!, 'en')).toMatch(/^2 of 18 entries are not finite \(NaN\)/);
  });

  it.each<[string, Record<string, Matrix | Plain>, RegExp]>([
    ['a number', { W1: { type: 'number', value: 3 } }, /plain number/],
    ['a tensor that is gone', { W1: { type: 'disposedTensor' } }, /disposed/],
    ['undefined', { W1: { type: 'other', what: 'undefined' } }, /undefined/],
    ['of another shape', { W1: transpose(right().W1) }, /shape \[6, 4\] instead of \[4, 6\]/],
  ])('says why there is nothing to compare: %s', (_, changes, why) => {
    const [first, ...others] = compareGradients(input(), recordPlain({ ...right(), ...changes }));
    expect(first!.parameter).toBe('W1');
    expect(translate(first!.problem!, 'en')).toMatch(why);
    expect(first!.entries.map(({ analytic }) => analytic)).toEqual(first!.entries.map(() => undefined));
    expect(first!.entries[7]!.index).toEqual([1, 1]);
    expect(others.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined]);
  });

  it('says which parameter is missing', () => {
    const { W1, b1, W2 } = right();
    const [first] = compareGradients(input(), recordPlain({ W1, b1, W2 }));
    expect([first!.parameter, translate(first!.problem!, 'en')]).toEqual(['b2', '`backward()` has no property `b2`.']);
  });

  it('needs an object', () => expect(() => compareGradients(input(), tensorPlain(right().W1))).toThrow(/not an object/));

  // In float32 and over all seeds: the bank's own name or, where one case is too few to tell, none.
  describe.each(backwardBugs.map((bug, i) => ({ i, bug })))('$i $bug.id', ({ bug }) => {
    it.each(SEEDS)('is named, seed %i', (seed) => {
      const wrong = bug.output(input(seed));
      const found = compared({ ...wrong }, seed);
      for (const name of Object.keys(wrong)) expect(found.get(name)!.knownBug?.id, name).toBe(bug.id);
    });
  });
});

describe('the pattern', () => {
  const n = matrix([4, 3], [0.5, -0.25, 0.125, 0.3, -0.7, 0.9, -0.11, 0.02, 0.6, -0.45, 0.33, -0.05]);
  const of = (analytic: Matrix, numeric = n) => {
    const pattern = patternOf(analytic, numeric, SIZES);
    return pattern && translate(pattern, 'en');
  };
  const times = (k: number) => map(n, (v) => v * k);
  const vector = matrix([4], [1, -2, 3, 0.5]);

  it.each<[string, Matrix, string | undefined]>([
    ['right', n, undefined],
    ['right up to rounding', map(n, Math.fround), undefined],
    ['zero', times(0), 'Every entry is 0. Does the error reach this parameter at all?'],
    ['sign', times(-1), 'Every entry has the wrong sign.'],
    ['rows', times(4.998), 'Every entry is 4.998 times too large; the batch has 5 rows.'],
    ['mean twice', times(1 / 5), 'Every entry is 5 times too small; the batch has 5 rows.'],
    ['classes', times(3), 'Every entry is 3 times too large; there are 3 classes.'],
    ['over entries', times(1 / 3), 'Every entry is 3 times too small; there are 3 classes.'],
    ['doubled', times(2), 'Every entry is 2 times too large.'],
    ['a little', times(1.01), 'Every entry is 1.01 times too large.'],
    ['a tenth', times(0.1), 'Every entry is 10 times too small.'],
    ['sign and rows', times(-5), 'Every entry has the wrong sign and is 5 times too large.'],
    ['sign and half', times(-0.5), 'Every entry has the wrong sign and is 2 times too small.'],
    ['transposed into shape', matrix([4, 3], transpose(n).values), 'These are the numbers of the transpose, row by row. `reshape` keeps the order of the numbers; it swaps no rows and columns.'],
    ['absolute values', map(n, Math.abs), 'The sizes are right, but 5 of 12 signs are wrong.'],
    ['one entry', map(n, (v, i) => (i === 7 ? 9 : v)), 'Only the entry at [2, 1] is wrong.'],
    ['one row', map(n, (v, i) => (Math.floor(i / 3) === 2 ? v + i : v)), 'Only row 2 is wrong.'],
    ['one column', map(n, (v, i) => (i % 3 === 1 ? v + 1 + i : v)), 'Only column 1 is wrong.'],
    ['all rows but one', map(n, (v, i) => (Math.floor(i / 3) === 0 ? v : v + i)), 'Only row 0 is right.'],
    ['all columns but one', map(n, (v, i) => (i % 3 === 2 ? v : v + 1 + i)), 'Only column 2 is right.'],
    ['none that is plain', map(n, (v, i) => v + i * i + 1), undefined],
    ['NaN', map(n, (v, i) => (i ? v : NaN)), '1 of 12 entries are not finite (NaN). Which operation before it can overflow, divide by zero or take the logarithm of zero?'],
  ])('%s', (_, analytic, sentence) => expect(of(analytic)).toBe(sentence));

  it.each<[string, Matrix, string | undefined]>([
    ['one entry', matrix([4], [1, -2, 3, 5]), 'Only the entry at [3] is wrong.'],
    ['all but one', matrix([4], [1, 5, 6, 7]), 'Only the entry at [0] is right.'],
    ['half of it', matrix([4], [1, -2, 6, 7]), undefined],
  ])('of a vector: %s', (_, analytic, sentence) => expect(of(analytic, vector)).toBe(sentence));

  it.each<[string, Matrix, string | undefined]>([
    ['transposed', transpose(n), 'The numbers are right; only the shape is not.'],
    ['a row dimension too many', matrix([1, 12], n.values), 'The numbers are right; only the shape is not.'],
    ['other numbers', map(transpose(n), (v) => v + 1), undefined],
    ['too few', matrix([3], [1, 2, 3]), undefined],
  ])('of a wrong shape: %s', (_, got, sentence) => {
    const pattern = shapePatternOf(got, n);
    expect(pattern && translate(pattern, 'en')).toBe(sentence);
  });
});

describe('the microscope of neural-network', () => {
  it('calls `backward` once, with the first case of a grade', async () => {
    const calls: unknown[] = [];
    const result = await microscope.examine((name, args) => {
      calls.push([name, args]);
      return Promise.resolve(recordPlain({ ...right(3) }));
    }, 3);
    expect(calls).toEqual([['backward', backwardArguments(input(3))]]);
    expect(result.parameters.map(({ wrong }) => wrong)).toEqual([0, 0, 0, 0]);
    expect(translate(result.about, 'en')).toBe('5 rows, 4 inputs, 6 hidden units, 3 classes. Numeric: central differences of the loss in float64, step 1e-5.');
  });
});
