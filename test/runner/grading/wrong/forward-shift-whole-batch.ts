// The maximum of the whole batch is taken off, so other rows underflow to 0/0 | loses: forward-stable | named: forward-shift-whole-batch
import * as tf from '@tensorflow/tfjs';
import { type Forward, type Params } from './base/network';

export * from './base/network';

export function forward(x: tf.Tensor2D, p: Params): Forward {
  return tf.tidy(() => {
    const z1 = x.matMul(p.W1).add(p.b1) as tf.Tensor2D;
    const a1 = z1.tanh();
    const z2 = a1.matMul(p.W2).add(p.b2) as tf.Tensor2D;
    const e = z2.sub(z2.max()).exp();
    return { z1, a1, z2, yHat: e.div(e.sum(1, true)) as tf.Tensor2D };
  });
}
