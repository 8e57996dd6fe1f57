import { msg } from '../../../../src/kit/l10n';
import { show } from '../../../../src/grading/compare';
import { matrix, tensor, value } from '../../../../src/grading/matrix';
import type { Demo } from '../../../../src/grading/run';

/** A vertical edge in a picture of 6 × 6, found by a filter of 3 × 3, then pooled. */
export const demo: Demo = async ({ call, say }) => {
  const picture = matrix([1, 6, 6, 1], Array.from({ length: 36 }, (_, i) => (i % 6 < 3 ? 0 : 1)));
  const edge = matrix([3, 3, 1, 1], [-1, 0, 1, -1, 0, 1, -1, 0, 1]);
  say(msg('A picture of 6 × 6 with a vertical edge, and a filter that answers to such edges:'));
  const found = await call('conv2d', [tensor(picture), tensor(edge), value(1)]);
  if (found.type !== 'tensor') return say(msg('`conv2d` gave no tensor.'));
  const rows = (values: ArrayLike<number>, width: number) => Array.from({ length: values.length / width }, (_, r) => Array.from({ length: width }, (__, c) => show(values[r * width + c]!).padStart(3)).join(' ')).join('\n');
  say(msg('conv2d, stride 1:\n{values}', { values: rows(found.values, found.shape[2] ?? 1) }));
  const pooled = await call('maxPool', [{ type: 'tensor', shape: found.shape, dtype: 'float32', values: found.values }, value(2)]);
  if (pooled.type === 'tensor') say(msg('maxPool, size 2:\n{values}', { values: rows(pooled.values, pooled.shape[2] ?? 1) }));
  say(msg('Training takes minutes and is part of the grade; call `train` at the end of your file to try it here.'));
};
