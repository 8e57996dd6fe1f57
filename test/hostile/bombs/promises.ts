// A hundred million promises | score: 5 | says: memory|did not come back|forward
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export const forward = () => Promise.all(Array.from({ length: 1e8 }, async (_, i) => i));
