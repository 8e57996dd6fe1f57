// A rejection outside all functions | score: 0 | says: too early
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

void Promise.reject(new Error('too early'));
