import { setTimeout as sleep } from 'node:timers/promises';
import { msg } from '../../../../src/kit/l10n';
import { CheckFailed, type Check, type CheckContext } from '../../../../src/grading/check';
import { fieldOf, fieldsOf, show, showShape } from '../../../../src/grading/compare';
import { value, type Matrix } from '../../../../src/grading/matrix';
import type { Plain } from '../../../../src/runner/protocol/messages';
import { NO_HIDDEN_LAYER } from './bugs';
import { PARAMS, type Network } from './network';

/** Reads what `name` returned as the four parameters, with the shapes that the sizes ask for. @throws CheckFailed */
export function paramsOf(plain: Plain, name: string, sizes: { nIn: number; nHidden: number; nOut: number }): Network {
  const { nIn, nHidden, nOut } = sizes;
  const weights = plain.type === 'record' ? plain.entries.map(([, entry]) => entry).filter((entry) => entry.type === 'tensor' && entry.shape.length === 2) : [plain];
  const [only] = weights;
  if (weights.length === 1 && only?.type === 'tensor' && only.shape.join() === [nIn, nOut].join()) {
    throw new CheckFailed(NO_HIDDEN_LAYER.explanation, { knownBug: NO_HIDDEN_LAYER.id, expected: `W1: ${showShape([nIn, nHidden])}, W2: ${showShape([nHidden, nOut])}`, actual: showShape(only.shape) });
  }
  const fields = fieldsOf(plain, name, PARAMS);
  return { W1: fieldOf(fields, 'W1', [nIn, nHidden]), b1: fieldOf(fields, 'b1', [nHidden]), W2: fieldOf(fields, 'W2', [nHidden, nOut]), b2: fieldOf(fields, 'b2', [nOut]) };
}

/**
 * `initParams` for a seed. `call` seeds Math.random, differently for two calls that ask for the same values:
 * weights drawn without the given seed then differ.
 */
async function init(context: CheckContext, sizes: { nIn: number; nHidden: number; nOut: number }, seed: number, call: number): Promise<Network> {
  const { value: plain } = await context.call('initParams', [value(sizes.nIn), value(sizes.nHidden), value(sizes.nOut), value(seed)], { seed: call });
  return paramsOf(plain, 'initParams()', sizes);
}

// Not narrower than 4: drawn by He's rule from 2 inputs, one weight in 400 is above 3, rightly.
const SIZES = [
  { nIn: 4, nHidden: 6, nOut: 3 },
  { nIn: 7, nHidden: 5, nOut: 2 },
];

const same = (a: Matrix, b: Matrix) => a.values.every((v, i) => Math.abs(v - b.values[i]!) <= 1e-7);

/** True where two units of a layer start with different weights; `unit` gives the unit of a flat index. */
function unitsDiffer(weights: Matrix, axis: 0 | 1): boolean {
  const [rows, columns] = weights.shape as [number, number];
  const vector = (k: number) => Array.from({ length: axis === 1 ? rows : columns }, (_, i) => weights.values[axis === 1 ? i * columns + k : k * columns + i]!).join();
  return new Set(Array.from({ length: axis === 1 ? columns : rows }, (_, k) => vector(k))).size > 1;
}

/** Weights in which no number differs from another: no seed can have an effect there. */
const nameOfConstant = (weights: Matrix): string | undefined => (new Set(weights.values).size > 1 ? undefined : weights.values[0] === 0 ? 'init-zero-weights' : 'init-constant');

export const initialisation: Check[] = [
  {
    id: 'init-values',
    function: 'initParams',
    title: msg('Biases are zero; weights are random, finite and small'),
    points: 4,
    async run(context) {
      for (const sizes of SIZES) {
        const p = await init(context, sizes, context.seed, context.seed);
        for (const name of ['b1', 'b2'] as const) {
          const at = p[name].values.findIndex((v) => v !== 0);
          if (at >= 0) throw new CheckFailed(msg('`initParams().{name}` must start at zero.', { name }), { expected: `${name}[${at}] = 0`, actual: `${name}[${at}] = ${show(p[name].values[at]!)}`, knownBug: 'init-bias-not-zero' });
        }
        for (const name of ['W1', 'W2'] as const) {
          const at = p[name].values.findIndex((v) => !(Math.abs(v) < 3));
          if (at >= 0) throw new CheckFailed(msg('`initParams().{name}` holds a weight that is not finite or not below 3 in size. How does the right spread depend on the number of inputs?', { name }), { expected: '|w| < 3', actual: show(p[name].values[at]!) });
        }
        if (!unitsDiffer(p.W1, 1)) throw new CheckFailed(msg('All hidden units start with the same weights in `W1`. They would get the same gradient for ever and act as one unit.'), { actual: show(p.W1.values[0]!), knownBug: nameOfConstant(p.W1) ?? 'init-units-alike' });
        if (!unitsDiffer(p.W2, 0)) throw new CheckFailed(msg('All hidden units start with the same weights in `W2`. Draw each weight on its own.'), { actual: show(p.W2.values[0]!), knownBug: nameOfConstant(p.W2) ?? 'init-units-alike' });
      }
    },
  },
  {
    id: 'init-seed',
    function: 'initParams',
    title: msg('The same seed gives the same weights, another seed gives others'),
    points: 4,
    async run(context) {
      const sizes = SIZES[0]!;
      const first = await init(context, sizes, context.seed, context.seed);
      await sleep(5); // weights drawn from the clock must differ
      const again = await init(context, sizes, context.seed, context.seed + 1);
      for (const name of PARAMS) {
        if (!same(first[name], again[name])) throw new CheckFailed(msg('Two calls with the same seed gave different values in `{name}`. Every random number must come from the seed that the function is given.', { name }), { expected: show(first[name].values[0]!), actual: show(again[name].values[0]!), knownBug: 'init-not-repeatable' });
      }
      const other = await init(context, sizes, context.seed + 1, context.seed);
      for (const name of ['W1', 'W2'] as const) {
        if (same(first[name], other[name])) throw new CheckFailed(msg('Two different seeds gave the same values in `{name}`. The seed that the function is given has no effect there.', { name }), { actual: show(other[name].values[0]!), knownBug: nameOfConstant(other[name]) ?? 'init-seed-ignored' });
      }
    },
  },
];
