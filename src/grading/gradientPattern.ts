/** What all errors of a gradient have in common: a pattern says where to look sooner than the numbers do. */
import { msg, type Message } from '../kit/l10n';
import { GRADIENT_TOLERANCE, gradientScale, showShape } from './compare';
import { transpose, type Matrix } from './matrix';

/** Numbers by which a gradient is easily off. */
export interface Sizes {
  rows: number;
  classes: number;
}

/** How near a factor comes to a size of the data before it is called that, relative. */
const NEARLY = 0.01;
/** A factor nearer to 0 than this is told as zero, not as a factor. */
const SMALLEST_FACTOR = 1e-3;

export const largestOf = ({ values }: Matrix): number => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

/** A number with four digits, as a sentence has it. */
const short = (n: number): string => String(Number(n.toPrecision(4)));

const nearEnough = (a: ArrayLike<number>, b: ArrayLike<number>, allowed: number): boolean => Array.from(a).every((v, i) => Math.abs(v - b[i]!) <= allowed);

/** Right up to the tolerance of a grade. */
const same = (analytic: Matrix, numeric: Matrix): boolean => nearEnough(analytic.values, numeric.values, GRADIENT_TOLERANCE * gradientScale(largestOf(numeric)));

/**
 * The pattern of a gradient that has the right shape and wrong numbers; undefined where it is right or shows none.
 * Of several patterns the one that says most is told.
 */
export function patternOf(analytic: Matrix, numeric: Matrix, sizes: Sizes): Message | undefined {
  const strange = analytic.values.filter((v) => !Number.isFinite(v));
  if (strange.length) return msg('{count} of {total} entries are not finite ({value}). Which operation before it can overflow, divide by zero or take the logarithm of zero?', { count: strange.length, total: analytic.values.length, value: String(strange[0]) });
  if (same(analytic, numeric)) return undefined;
  if (largestOf(analytic) <= SMALLEST_FACTOR * GRADIENT_TOLERANCE * gradientScale(largestOf(numeric))) return msg('Every entry is 0. Does the error reach this parameter at all?');
  return commonFactor(analytic, numeric, sizes) ?? reordered(analytic, numeric) ?? wrongSigns(analytic, numeric) ?? where(analytic, numeric);
}

/** The pattern of a gradient whose shape is not its parameter's. */
export function shapePatternOf(got: Matrix, numeric: Matrix): Message | undefined {
  if (got.values.length !== numeric.values.length) return undefined;
  const turned = got.shape.length === 2 && got.shape.join() === [...numeric.shape].reverse().join() && same(transpose(got), numeric);
  if (turned || same({ ...got, shape: numeric.shape }, numeric)) return msg('The numbers are right; only the shape is not.');
  return undefined;
}

/** Every entry off by one factor k, by least squares: k = Σ a·n / Σ n². */
function commonFactor({ values: a }: Matrix, numeric: Matrix, { rows, classes }: Sizes): Message | undefined {
  const { values: n } = numeric;
  const square = n.reduce((sum, v) => sum + v * v, 0);
  if (square === 0 || n.length < 2) return undefined;
  const k = a.reduce((sum, v, i) => sum + v * n[i]!, 0) / square;
  const size = Math.abs(k);
  if (size < SMALLEST_FACTOR || !nearEnough(a, n.map((v) => k * v), GRADIENT_TOLERANCE * size * gradientScale(largestOf(numeric)))) return undefined;
  const large = size > 1;
  const factor = short(large ? size : 1 / size);
  if (k < 0) {
    if (Math.abs(size - 1) <= NEARLY) return msg('Every entry has the wrong sign.');
    return large ? msg('Every entry has the wrong sign and is {factor} times too large.', { factor }) : msg('Every entry has the wrong sign and is {factor} times too small.', { factor });
  }
  const isNear = (count: number) => count > 1 && Math.abs((large ? size : 1 / size) / count - 1) <= NEARLY;
  if (isNear(rows)) return large ? msg('Every entry is {factor} times too large; the batch has {rows} rows.', { factor, rows }) : msg('Every entry is {factor} times too small; the batch has {rows} rows.', { factor, rows });
  if (isNear(classes)) return large ? msg('Every entry is {factor} times too large; there are {classes} classes.', { factor, classes }) : msg('Every entry is {factor} times too small; there are {classes} classes.', { factor, classes });
  return large ? msg('Every entry is {factor} times too large.', { factor }) : msg('Every entry is {factor} times too small.', { factor });
}

/** The right numbers in the order of the transpose: of a square matrix, or put into shape by `reshape`. */
function reordered(analytic: Matrix, numeric: Matrix): Message | undefined {
  if (numeric.shape.length !== 2 || !same({ shape: analytic.shape, values: analytic.values }, { shape: numeric.shape, values: transpose(numeric).values })) return undefined;
  return msg('These are the numbers of the transpose, row by row. `reshape` keeps the order of the numbers; it swaps no rows and columns.');
}

function wrongSigns({ values: a }: Matrix, numeric: Matrix): Message | undefined {
  const { values: n } = numeric;
  if (!nearEnough(a.map(Math.abs), n.map(Math.abs), GRADIENT_TOLERANCE * gradientScale(largestOf(numeric)))) return undefined;
  const count = a.filter((v, i) => v * n[i]! < 0).length;
  return msg('The sizes are right, but {count} of {total} signs are wrong.', { count, total: a.length });
}

/** Errors, or what is right, in a single entry, row or column. */
function where(analytic: Matrix, numeric: Matrix): Message | undefined {
  const allowed = GRADIENT_TOLERANCE * gradientScale(largestOf(numeric));
  const wrong = Array.from(analytic.values, (v, i) => Math.abs(v - numeric.values[i]!) > allowed);
  const [first, columns] = numeric.shape;
  if (columns === undefined) {
    const wrongOnes = wrong.flatMap((is, i) => (is ? [i] : []));
    const rightOnes = wrong.flatMap((is, i) => (is ? [] : [i]));
    if (wrongOnes.length === 1 && wrong.length > 1) return msg('Only the entry at {index} is wrong.', { index: showShape(wrongOnes) });
    if (rightOnes.length === 1 && wrong.length > 2) return msg('Only the entry at {index} is right.', { index: showShape(rightOnes) });
    return undefined;
  }
  if (wrong.filter(Boolean).length === 1) return msg('Only the entry at {index} is wrong.', { index: showShape([Math.floor(wrong.indexOf(true) / columns), wrong.indexOf(true) % columns]) });
  const lines = (count: number, line: (i: number) => number) => Array.from({ length: count }, (_, of) => wrong.filter((_is, i) => line(i) === of));
  const rows = lines(first!, (i) => Math.floor(i / columns));
  const cols = lines(columns, (i) => i % columns);
  const alone = (all: boolean[][], test: (line: boolean[]) => boolean, least: number) => (all.length >= least && all.filter(test).length === 1 ? all.findIndex(test) : undefined);
  const some = (line: boolean[]) => line.includes(true);
  const none = (line: boolean[]) => !line.includes(true);
  const row = alone(rows, some, 2);
  if (row !== undefined) return msg('Only row {row} is wrong.', { row });
  const column = alone(cols, some, 2);
  if (column !== undefined) return msg('Only column {column} is wrong.', { column });
  const rightRow = alone(rows, none, 3);
  if (rightRow !== undefined) return msg('Only row {row} is right.', { row: rightRow });
  const rightColumn = alone(cols, none, 3);
  return rightColumn === undefined ? undefined : msg('Only column {column} is right.', { column: rightColumn });
}
