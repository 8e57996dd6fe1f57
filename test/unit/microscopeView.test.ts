import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GradientEntry, MicroscopeResult, ParameterGradient } from '../../src/grading/microscope';
import { inAllLanguages, msg, useChineseBundle } from '../../src/kit/l10n';
import { examinedView, resultView } from '../../src/microscope/view';
import { readJson, root } from './sources';

useChineseBundle(readJson('content/l10n/bundle.l10n.zh-cn.json'));

const TOLERANCE = 1e-3;
const entry = (index: number[], numeric: number, analytic?: number): GradientEntry => {
  if (analytic === undefined) return { index, numeric };
  const absolute = Number.isFinite(analytic) ? Math.abs(analytic - numeric) : Infinity;
  return { index, numeric, analytic, absolute, relative: absolute };
};
/** As the microscope gives it: worst entries first. The largest numeric entry of each is 1. */
const parameter = (name: string, shape: number[], entries: GradientEntry[], more: Partial<ParameterGradient> = {}): ParameterGradient => ({
  parameter: name,
  shape,
  entries: [...entries].sort((a, b) => (a.relative === b.relative ? 0 : (b.relative ?? 0) - (a.relative ?? 0))),
  wrong: entries.filter(({ relative = 0 }) => relative > TOLERANCE).length,
  ...more,
});
const result = (...parameters: ParameterGradient[]): MicroscopeResult => ({ function: 'backward', about: msg('right'), tolerance: TOLERANCE, parameters });
const NUMERIC = [1, -0.5, 0.25, -0.0625];
const square = (analytic: readonly (number | undefined)[], more?: Partial<ParameterGradient>, name = 'W1') => parameter(name, [2, 2], NUMERIC.map((v, i) => entry([Math.floor(i / 2), i % 2], v, analytic[i])), more);
const rightSquare = (name = 'W1') => square(NUMERIC.map((v, i) => v + i * 1e-8), undefined, name);

describe('what the page of the microscope shows', () => {
  it('says of right gradients how far off they are, and why that is nothing', () => {
    const view = resultView(result(rightSquare(), parameter('b1', [2], [entry([0], 1, 1 + 5e-8), entry([1], 0, 0)])));
    expect(view.right).toBe(true);
    expect(view.headlines.map(({ en }) => en)).toEqual(['All 6 entries are right. The largest relative error is 5.0e−8, at b1[0]: float32 keeps about 7 digits, so this is rounding and no mistake.']);
    expect(view.headlines[0]!['zh-cn']).toContain('舍入');
    expect(view.parameters.map(({ state, wrong, total }) => ({ state, wrong, total }))).toEqual([{ state: 'right', wrong: 0, total: 4 }, { state: 'right', wrong: 0, total: 2 }]);
    expect(view.worst.map(({ at }) => at)).toEqual(['b1[0]', 'W1[1, 1]', 'W1[1, 0]', 'W1[0, 1]']);
    expect(view.more).toBe(0);
  });

  it('puts what cannot be compared first, then the wrong entries of all parameters, worst first', () => {
    const none = square([], { problem: msg('`{name}()` has no property `{field}`.', { name: 'backward', field: 'W2' }) }, 'W2');
    const view = resultView(result(none, square([1, -0.5, NaN, 0.4]), parameter('b1', [2], [entry([0], 1, 3), entry([1], 0.1, 0.1)])));
    expect(view.worst.map(({ at, analytic, numeric, relative, level }) => [at, analytic, numeric, relative, level])).toEqual([
      ['W2', '–', '–', '–', 'none'],
      ['W1[1, 0]', 'NaN', '0.25', 'NaN', 4],
      ['b1[0]', '3', '1', '2.00', 4],
      ['W1[1, 1]', '0.4', '−0.0625', '0.463', 3],
    ]);
    expect(view.headlines.map(({ en }) => en)).toEqual([
      'Nothing to compare for W2: no tensor of the right shape came.',
      '3 of 6 entries are off by more than a grade allows (0.001 of the gradient’s largest entry). The worst is W1[1, 0].',
    ]);
    expect(view.parameters[0]).toMatchObject({ state: 'problem', notes: [{ en: '`backward()` has no property `W2`.' }] });
    expect(view.parameters[0]!.rows[1]!.map(({ short, level }) => [short.analytic, short.numeric, level])).toEqual([['–', '0.250', 'none'], ['–', '−0.063', 'none']]);
  });

  it('counts what the table has no room for', () => {
    const many = parameter('b1', [20], Array.from({ length: 20 }, (_, i) => entry([i], 1, 2 + i)));
    const view = resultView(result(many));
    expect([view.worst.length, view.worst[0]!.at, view.more]).toEqual([10, 'b1[19]', 10]);
  });

  it('tells once what all wrong gradients have in common', () => {
    const known = { id: 'backward-doubled', explanation: msg('Every entry is twice as large as it should be. A factor of 2 belongs to the squared error; here the loss is cross-entropy.') };
    const wrong = (name: string, diagnosis = msg('Every entry has the wrong sign.')) => square(NUMERIC.map((v) => -v), { diagnosis, knownBug: known }, name);
    const shared = resultView(result(wrong('W1'), wrong('W2'), rightSquare('W3')));
    expect(shared.common.map(({ en }) => en)).toEqual(['Every entry has the wrong sign.', known.explanation.text]);
    expect(shared.parameters.map(({ notes }) => notes)).toEqual([[], [], []]);
    const partly = resultView(result(wrong('W1'), wrong('W2', msg('Every entry is {factor} times too large.', { factor: '2' }))));
    expect(partly.common.map(({ en }) => en)).toEqual([known.explanation.text]);
    expect(partly.parameters.map(({ notes }) => notes.map(({ en }) => en))).toEqual([['Every entry has the wrong sign.'], ['Every entry is 2 times too large.']]);
    const alone = resultView(result(wrong('W1'), rightSquare('W2')));
    expect([alone.common, alone.parameters[0]!.notes.length]).toEqual([[], 2]);
  });

  it('does not say twice what the words for a mistake begin with', () => {
    const known = { id: 'backward-sign', explanation: msg('Every entry has the wrong sign. In which order are prediction and label subtracted?') };
    const view = resultView(result(square(NUMERIC.map((v) => -v), { diagnosis: msg('Every entry has the wrong sign.'), knownBug: known })));
    expect(view.parameters[0]!.notes.map(({ en }) => en)).toEqual([known.explanation.text]);
  });

  it.each<[number, number]>([[1, 0], [1.00099, 0], [1.0011, 1], [1.0099, 1], [1.011, 2], [1.099, 2], [1.11, 3], [2, 3], [2.01, 4], [Infinity, 4], [NaN, 4]])('gives %d instead of 1 the level %i', (analytic, level) => {
    const cell = resultView(result(parameter('b1', [1], [entry([0], 1, analytic)]))).parameters[0]!.rows[0]![0];
    expect(cell).toMatchObject({ level, strange: !Number.isFinite(analytic) });
  });

  it('puts each entry into its row and column, whatever their order', () => {
    const [map] = resultView(result(square([1, -0.5, 9, -0.0625]))).parameters;
    expect(map).toMatchObject({ shape: '[2, 2]', isVector: false, worst: [1, 0], wrong: 1, scale: '9.00' });
    expect(map!.rows.map((row) => row.map(({ full }) => full.numeric))).toEqual([['1', '−0.5'], ['0.25', '−0.0625']]);
    expect(map!.rows[1]![0]!.shares).toEqual({ analytic: 1, numeric: 0.25 / 9, difference: 8.75 / 9 });
    expect(map!.rows[0]![1]!.shares.analytic).toBeCloseTo(-0.5 / 9);
    const [row] = resultView(result(parameter('b1', [3], [entry([0], 1, 1), entry([1], 0.5, 0.9), entry([2], 0, 0)]))).parameters;
    expect(row).toMatchObject({ shape: '[3]', isVector: true, worst: [0, 1] });
    expect(row!.rows.map((cells) => cells.length)).toEqual([3]);
  });

  it('has no colour where all is zero or not finite', () => {
    for (const analytic of [0, NaN, Infinity]) expect(resultView(result(parameter('b1', [1], [entry([0], 0, analytic)]))).parameters[0]!.rows[0]![0]!.shares).toEqual({ analytic: 0, numeric: 0, difference: 0 });
  });

  // A cell of a map 320 px wide has room for seven signs.
  it.each([0, 1, -0.5, 0.0012, 9.4e-4, -3.2e-8, -1.04e-10, 9.99, 99.94, 123.4, 9999, -12345, 1e22, NaN, -Infinity])('fits %d into a cell', (analytic) => {
    const { short } = resultView(result(parameter('b1', [1], [entry([0], 1, analytic)]))).parameters[0]!.rows[0]![0]!;
    expect(short.analytic.length, short.analytic).toBeLessThanOrEqual(7);
  });

  it('shows why nothing could be looked at, and where', () => {
    const why = msg('`{name}` threw an error: {message}', { name: 'backward', message: 'oh' });
    expect(examinedView({ status: 'failed', sha256: 'abc', why, location: { line: 3, column: 5 } })).toEqual({ sha256: 'abc', failure: { sentence: inAllLanguages(why), line: 3, column: 5 } });
  });
});

describe('the page', () => {
  const css = ['microscope.css', 'maps.css'].map((file) => readFileSync(path.join(root, 'webview/microscope', file), 'utf8')).join('\n');
  const scripts = ['heatMap', 'legend', 'maps', 'page'].map((file) => readFileSync(path.join(root, `webview/microscope/${file}.ts`), 'utf8')).join('\n');

  it('takes its colours from the theme alone', () => expect(css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi)).toBeNull());
  it('sets no style attribute, which its policy forbids', () => expect(scripts.match(/\bstyle:|setAttribute\('style'/g)).toBeNull());
});
