// No non-linearity (the article) | loses: forward-hidden | named: forward-linear
import * as tf from '@tensorflow/tfjs';
import { type Forward, type Params } from './base/network';

export * from './base/network';

export function forward(x: tf.Tensor2D, p: Params): Forward {
  return tf.tidy(() => {
    const z1 = x.matMul(p.W1).add(p.b1) as tf.Tensor2D;
    const a1 = z1;
    const z2 = a1.matMul(p.W2).add(p.b2) as tf.Tensor2D;
    return { z1, a1, z2, yHat: z2.softmax() };
  });
}
