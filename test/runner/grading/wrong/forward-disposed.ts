// a1 is disposed before it is returned | loses: forward-hidden
import * as tf from '@tensorflow/tfjs';
import { forward as rightForward, type Forward, type Params } from './base/network';

export * from './base/network';

export function forward(x: tf.Tensor2D, p: Params): Forward {
  const f = rightForward(x, p);
  f.a1.dispose();
  return f;
}
