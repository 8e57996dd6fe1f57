import { msg } from '../../../../src/kit/l10n';
import { CheckFailed, type Check } from '../../../../src/grading/check';
import { expectNear, fieldOf, fieldsOf } from '../../../../src/grading/compare';
import { normal, tensor, value } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import { AUTODIFF } from '../../../../src/runner/protocol/messages';
import { byHand, convCase } from './blocks';
import { conv2dGradients, same } from './oracle';

const NAME = 'conv2dGradients';
const FIELDS = ['dx', 'dFilters'] as const;

/** The convolution's gradients by hand: `conv2dGradients(x, filters, dy, stride)` gives `{ dx, dFilters }`. */
export const challenge: Check = {
  id: 'challenge-conv-gradients',
  function: NAME,
  title: msg('Challenge: the gradients of the convolution by hand'),
  points: 0,
  async run(context) {
    const { seed } = context;
    for (const input of [
      convCase(seed, [2, 5, 6, 2], [3, 3, 3], 1),
      convCase(seed, [1, 4, 5, 1], [2, 4, 2], 1),
      convCase(seed, [1, 8, 7, 2], [3, 3, 3], 2),
      convCase(seed, [2, 6, 9, 1], [2, 2, 2], 3),
      convCase(seed, [1, 7, 5, 2], [4, 1, 2], 3),
    ]) {
      const { x, filters, stride } = input;
      const [height, width] = [0, 1].map((axis) => same(x.shape[axis + 1]!, filters.shape[axis]!, stride).out);
      const dy = normal(Random.for(seed, `dy${x.shape.join()}${filters.shape.join()}`), [x.shape[0]!, height!, width!, filters.shape[3]!]);
      const answer = await context.call(NAME, [tensor(x), tensor(filters), tensor(dy), value(stride)]);
      if (answer.kernels.includes(AUTODIFF)) throw new CheckFailed(msg('`{name}` uses automatic differentiation (`tf.grad` and its kin): the challenge is to write the gradient by hand.', { name: NAME }));
      byHand(NAME)(answer);
      const found = fieldsOf(answer.value, `${NAME}()`, FIELDS);
      const right = conv2dGradients(x, filters, dy, stride);
      const look =
        stride === 1
          ? { dx: msg('A gradient with respect to the picture is not right. Which outputs did this pixel flow into, each through which entry of the filter?'), dFilters: msg('A gradient with respect to a filter is not right. It sums, over all windows and all pictures, the pixel under this entry times the output’s gradient.') }
          : { dx: msg('With a stride above 1 the gradient with respect to the picture is not right. Between two outputs there are pixels on which no window starts.'), dFilters: msg('With a stride above 1 the gradient with respect to a filter is not right. The windows lie that many pixels apart.') };
      for (const field of FIELDS) expectNear(fieldOf(found, field, right[field].shape), right[field], `${NAME}().${field}`, look[field], 'gradient');
    }
  },
};
