// yHat is a nested array | loses: forward-output forward-stable
import * as tf from '@tensorflow/tfjs';
import { forward as rightForward, type Params } from './base/network';

export * from './base/network';

export function forward(x: tf.Tensor2D, p: Params) {
  const f = rightForward(x, p);
  return { ...f, yHat: f.yHat.arraySync() };
}
