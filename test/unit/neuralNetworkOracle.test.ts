import { describe, expect, test } from 'vitest';
import { batch, irisSplit, network, XOR } from '../../content/exercises/neural-network/checks/data';
import { accuracy, backward, forward, loss, PARAMS, predict, softmaxRows, update, type Network } from '../../content/exercises/neural-network/checks/network';
import { matrix, type Matrix } from '../../src/grading/matrix';
import { Random } from '../../src/grading/random';

/** The grader's own network against what does not come from it: differences of the loss, and hand numbers. */

const near = (got: Matrix, want: number[], digits = 12) => want.forEach((v, i) => expect(got.values[i]).toBeCloseTo(v, digits));

describe('gradients against central differences in float64', () => {
  const sizes = [
    { rows: 5, nIn: 4, nHidden: 6, nOut: 3 },
    { rows: 7, nIn: 3, nHidden: 2, nOut: 4 },
    { rows: 1, nIn: 2, nHidden: 3, nOut: 2 },
  ];
  test.each(sizes.flatMap((size) => [1, 2, 3].map((seed) => ({ ...size, seed }))))('$rows rows, $nIn-$nHidden-$nOut, seed $seed', ({ seed, ...size }) => {
    const random = Random.for(seed, 'oracle');
    const p = network(random, size);
    const { x, y } = batch(random, size);
    const g = backward(x, y, forward(x, p), p);
    const h = 1e-5;
    for (const name of PARAMS) {
      expect(g[name].shape).toEqual(p[name].shape);
      g[name].values.forEach((slope, i) => {
        const at = (shift: number) => loss(forward(x, moved(p, name, i, shift)).yHat, y);
        expect(Math.abs(slope - (at(h) - at(-h)) / (2 * h)), `d${name}[${i}]`).toBeLessThan(1e-6);
      });
    }
  });

  function moved(p: Network, name: keyof Network, index: number, shift: number): Network {
    const values = p[name].values.slice();
    values[index]! += shift;
    return { ...p, [name]: { shape: p[name].shape, values } };
  }
});

describe('softmax', () => {
  test('two logits, by hand: e^0 / (e^0 + e^-2)', () => near(softmaxRows(matrix([1, 2], [1000, 998])), [0.8807970779778823, 0.11920292202211755]));
  test('three logits, by hand', () => near(softmaxRows(matrix([1, 3], [1, 2, 3])), [0.09003057317038046, 0.24472847105479767, 0.6652409557748219]));
  test('row by row, whatever stands in the others', () => near(softmaxRows(matrix([2, 2], [1000, -1000, -1000, -1000])), [1, 0, 0.5, 0.5]));
});

describe('loss', () => {
  test('−(ln 0.5 + ln 0.8) / 2', () => expect(loss(matrix([2, 2], [0.5, 0.5, 0.2, 0.8]), matrix([2, 2], [1, 0, 0, 1]))).toBeCloseTo((Math.log(2) + Math.log(1.25)) / 2, 12));
  test('a coin toss costs ln 2', () => expect(loss(matrix([1, 2], [0.5, 0.5]), matrix([1, 2], [0, 1]))).toBeCloseTo(0.6931471805599453, 12));
  test('probability 0 is clipped at 1e-7', () => expect(loss(matrix([1, 2], [1, 0]), matrix([1, 2], [0, 1]))).toBeCloseTo(16.11809565095832, 9));
  test('probability 1 costs nothing', () => expect(loss(matrix([1, 2], [1, 0]), matrix([1, 2], [1, 0]))).toBeCloseTo(0, 12));
});

test('forward, by hand: tanh(0.5), then its double and its opposite', () => {
  const p: Network = { W1: matrix([1, 1], [2]), b1: matrix([1], [-0.5]), W2: matrix([1, 2], [2, -1]), b2: matrix([2], [0, 0.25]) };
  const f = forward(matrix([1, 1], [0.5]), p);
  near(f.z1, [0.5]);
  near(f.a1, [0.46211715726000973]);
  near(f.z2, [0.9242343145200195, -0.21211715726000973]);
  near(f.yHat, [0.7570091351996783, 0.24299086480032167]);
});

test('a step goes against the gradient', () => {
  const one = (v: number): Network => ({ W1: matrix([1, 1], [v]), b1: matrix([1], [v]), W2: matrix([1, 1], [v]), b2: matrix([1], [v]) });
  for (const name of PARAMS) near(update(one(3), one(2), 0.5)[name], [2]);
});

test('a network that solves XOR by hand is right on all four rows', () => {
  const p: Network = { W1: matrix([2, 2], [9, 9, 9, 9]), b1: matrix([2], [-4, -13]), W2: matrix([2, 2], [-5, 5, 5, -5]), b2: matrix([2], [5, -5]) };
  expect(predict(XOR.x, p)).toEqual([0, 1, 1, 0]);
  expect(accuracy(XOR.x, XOR.y, p)).toBe(1);
});

test('iris is split once and for all, 120 to 30, with every species in both parts', () => {
  const { train, heldOut } = irisSplit();
  expect([train.x.shape, train.y.shape, heldOut.x.shape, heldOut.y.shape]).toEqual([[120, 4], [120, 3], [30, 4], [30, 3]]);
  expect(irisSplit()).toEqual({ train, heldOut });
  for (const { y } of [train, heldOut]) for (const species of [0, 1, 2]) expect(y.values.filter((v, i) => v === 1 && i % 3 === species).length).toBeGreaterThan(5);
});
