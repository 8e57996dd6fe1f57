// A stack overflow in an async function | score: 5 | says: Promise
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

const deep = (n: number): number => deep(n + 1) + 1;
export const forward = async () => tf.scalar(await Promise.resolve().then(() => deep(0)));
