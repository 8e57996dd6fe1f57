// A Map that grows without end | score: 5 | says: memory|did not come back|Map
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export const forward = () => { for (const map = new Map(), at = { n: 0 }; ; ) map.set(at.n++, String(at.n).repeat(100)); };
