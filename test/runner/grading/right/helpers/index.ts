import * as tf from '@tensorflow/tfjs';
// A circle: ../helperFile imports this file.
import { SMALLEST } from '../helperFile';

export const slope = (a: tf.Tensor2D) => tf.sub(1, a.square());
export function softmaxOf(z: tf.Tensor2D): tf.Tensor2D {
  if (SMALLEST !== 1e-7) throw new Error('the circle does not close');
  const e = z.sub(z.max(1, true)).exp();
  return e.div(e.sum(1, true));
}
