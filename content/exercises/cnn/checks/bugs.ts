import { msg } from '../../../../src/kit/l10n';
import type { KnownBug } from '../../../../src/grading/knownBugs';
import { map, matrix, vector, type Matrix } from '../../../../src/grading/matrix';
import { conv2d, dense, largest, pool, same, type Windows } from './oracle';

export interface ConvInput {
  x: Matrix;
  filters: Matrix;
  stride: number;
}
export interface PoolInput {
  x: Matrix;
  size: number;
}
export interface DenseInput {
  x: Matrix;
  weights: Matrix;
  bias: Matrix;
}
export interface AccuracyInput {
  predicted: number[];
  actual: number[];
}

const valid: Windows = (size, window, stride) => ({ out: Math.max(Math.ceil((size - window + 1) / stride), 0), before: 0 });
const moreBefore: Windows = (size, window, stride) => {
  const { out } = same(size, window, stride);
  return { out, before: Math.ceil(Math.max((out - 1) * stride + window - size, 0) / 2) };
};
const allBehind: Windows = (size, window, stride) => ({ out: same(size, window, stride).out, before: 0 });
/** floor(window / 2) zeros on each side whatever the stride, as other libraries are told to. */
const symmetric: Windows = (size, window, stride) => ({ out: same(size, window, stride).out, before: Math.floor(window / 2) });
/** Where the windows of stride 1 start, every stride-th of them. */
const subsampled: Windows = (size, window, stride) => ({ out: same(size, window, stride).out, before: same(size, window, 1).before });

/** Filters with another order of their entries: [h, w, C, O] from a function of (i, j). */
const rearranged = (filters: Matrix, from: (i: number, j: number, h: number, w: number) => [number, number]): Matrix => {
  const [h, w, c, o] = filters.shape as [number, number, number, number];
  const out = new Float64Array(filters.values.length);
  for (let i = 0; i < h; i++) {
    for (let j = 0; j < w; j++) {
      const [a, b] = from(i, j, h, w);
      out.set(filters.values.subarray((a * w + b) * c * o, (a * w + b + 1) * c * o), (i * w + j) * c * o);
    }
  }
  return matrix(filters.shape, out);
};
const channelsOnly = (x: Matrix, keep: (channel: number) => boolean): Matrix => map(x, (v, i) => (keep(i % x.shape[3]!) ? v : 0));

export const convBugs: KnownBug<ConvInput>[] = [
  { id: 'conv-valid', explanation: msg('The picture shrinks by more than the stride: this is padding ‘valid’, without zeros at the border. The task asks for ‘same’.'), output: ({ x, filters, stride }) => conv2d(x, filters, stride, valid) },
  { id: 'conv-flipped', explanation: msg('The filter is turned by 180°, as mathematics defines a convolution. Deep learning lays it on as it is.'), output: ({ x, filters, stride }) => conv2d(x, rearranged(filters, (i, j, h, w) => [h - 1 - i, w - 1 - j]), stride) },
  { id: 'conv-padding-before', explanation: msg('An odd number of zeros has one more in front than behind. TensorFlow puts the spare one behind.'), output: ({ x, filters, stride }) => conv2d(x, filters, stride, moreBefore) },
  { id: 'conv-padding-behind', explanation: msg('All zeros are put behind the picture, none in front. How many of them belong in front?'), output: ({ x, filters, stride }) => conv2d(x, filters, stride, allBehind) },
  { id: 'conv-padding-symmetric', explanation: msg('Each side gets half a window of zeros, whatever the stride. With ‘same’ the number of zeros follows from the output’s size, and a larger stride needs fewer.'), output: ({ x, filters, stride }) => conv2d(x, filters, stride, symmetric) },
  { id: 'conv-subsampled', explanation: msg('Every stride-th value of the result with stride 1 is taken. With ‘same’ a larger stride needs fewer zeros, so that its windows begin elsewhere.'), output: ({ x, filters, stride }) => conv2d(x, filters, stride, subsampled) },
  { id: 'conv-stride-ignored', explanation: msg('The windows are one step apart, whatever the stride says.'), output: ({ x, filters }) => conv2d(x, filters, 1) },
  { id: 'conv-first-channel', explanation: msg('Only the first channel of the picture counts. A filter reaches through all of them and adds up.'), output: ({ x, filters, stride }) => conv2d(channelsOnly(x, (k) => k === 0), filters, stride) },
  { id: 'conv-relu', explanation: msg('Negative results are set to 0. The activation is a step of its own and does not belong to the convolution.'), output: ({ x, filters, stride }) => map(conv2d(x, filters, stride), (v) => Math.max(v, 0)) },
  { id: 'conv-mean', explanation: msg('The products are averaged over the window. A convolution adds them up.'), output: ({ x, filters, stride }) => map(conv2d(x, filters, stride), (v) => v / (filters.shape[0]! * filters.shape[1]! * filters.shape[2]!)) },
];

export const poolBugs: KnownBug<PoolInput>[] = [
  { id: 'pool-average', explanation: msg('This is the mean of each window, not its largest value.'), output: ({ x, size }) => pool(x, size, (values) => values.reduce((sum, v) => sum + v, 0) / values.length) },
  { id: 'pool-average-padded', explanation: msg('This is the mean of each window, zeros of the padding included; the largest value is asked.'), output: ({ x, size }) => pool(x, size, (values, cells) => values.reduce((sum, v) => sum + v, 0) / cells) },
  { id: 'pool-zero-padding', explanation: msg('The border is padded with 0, and 0 beats every negative value of its window. With what must one pad so that the padding never wins?'), output: ({ x, size }) => pool(x, size, (values, cells) => largest(values.length < cells ? [...values, 0] : values, cells)) },
  { id: 'pool-valid', explanation: msg('Where the size does not divide the picture, the rest is dropped: this is padding ‘valid’.'), output: ({ x, size }) => pool(x, size, largest, valid) },
  { id: 'pool-stride-one', explanation: msg('The windows are one step apart. In this task they lie side by side.'), output: ({ x, size }) => pool(x, size, largest, same, 1) },
  { id: 'pool-always-two', explanation: msg('The windows are 2×2, whatever the size says.'), output: ({ x }) => pool(x, 2) },
  { id: 'pool-smallest', explanation: msg('This is the smallest value of each window.'), output: ({ x, size }) => pool(x, size, (values) => Math.min(...values)) },
  { id: 'pool-padding-behind', explanation: msg('The windows start at the first pixel, so that only the last ones hang over the border. With ‘same’ the padding is shared between both sides.'), output: ({ x, size }) => pool(x, size, largest, allBehind) },
];

/** [N, H, W, C] flattened with the channels outermost, as in frameworks whose pictures are NCHW. */
function channelsFirst(x: Matrix): Matrix | undefined {
  if (x.shape.length !== 4) return undefined;
  const [n, h, w, c] = x.shape as [number, number, number, number];
  const out = new Float64Array(x.values.length);
  let at = 0;
  for (let b = 0; b < n; b++) for (let k = 0; k < c; k++) for (let p = 0; p < h * w; p++) out[at++] = x.values[(b * h * w + p) * c + k]!;
  return matrix(x.shape, out);
}

export const denseBugs: KnownBug<DenseInput>[] = [
  { id: 'dense-no-bias', explanation: msg('The bias is forgotten.'), output: ({ x, weights }) => dense(x, weights, []) },
  { id: 'dense-relu', explanation: msg('Negative results are set to 0. The task asks for no activation.'), output: ({ x, weights, bias }) => map(dense(x, weights, bias.values), (v) => Math.max(v, 0)) },
  { id: 'dense-bias-subtracted', explanation: msg('The bias is taken off, not added.'), output: ({ x, weights, bias }) => dense(x, weights, bias.values.map((v) => -v)) },
  { id: 'dense-channels-first', explanation: msg('The picture is flattened with the channels outermost. In memory they are innermost, and the weights expect that order.'), output: ({ x, weights, bias }) => dense(channelsFirst(x) ?? x, weights, bias.values) },
];

const hits = ({ predicted, actual }: AccuracyInput) => actual.filter((label, i) => predicted[i] === label).length;
/** Empty lists are a mistake of their own. */
const unlessEmpty = (share: (input: AccuracyInput) => number) => (input: AccuracyInput) => matrix([], [input.actual.length === 0 ? 0 : share(input)]);
export const accuracyBugs: KnownBug<AccuracyInput>[] = [
  { id: 'accuracy-percent', explanation: msg('The accuracy is in per cent. A share from 0 to 1 is asked.'), output: unlessEmpty((input) => (100 * hits(input)) / input.actual.length) },
  { id: 'accuracy-count', explanation: msg('This is the number of hits, not their share.'), output: (input) => matrix([], [hits(input)]) },
  { id: 'accuracy-errors', explanation: msg('This is the share of errors. Accuracy is the share of hits.'), output: unlessEmpty((input) => 1 - hits(input) / input.actual.length) },
  { id: 'accuracy-empty-nan', explanation: msg('For empty lists 0 is divided by 0. The task says what comes out then.'), output: (input) => matrix([], [hits(input) / input.actual.length]) },
];

export interface PredictInput {
  /** Per picture, the model's probabilities. */
  rows: number[][];
}
const indexOf = (row: number[], best: number) => row.indexOf(best);
export const predictBugs: KnownBug<PredictInput>[] = [
  { id: 'predict-from-one', explanation: msg('The classes are counted from 1. An index counts from 0.'), output: ({ rows }) => vector(rows.map((row) => indexOf(row, Math.max(...row)) + 1)) },
  { id: 'predict-least', explanation: msg('This is the class of the smallest probability.'), output: ({ rows }) => vector(rows.map((row) => indexOf(row, Math.min(...row)))) },
  { id: 'predict-probability', explanation: msg('This is the largest probability itself. The place where it stands is asked.'), output: ({ rows }) => vector(rows.map((row) => Math.max(...row))) },
];
