// A circle of imports that reads too early | score: 0 | says: before initialization
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

import { early } from './helpers/circle';

export const own = 1;
export const forward = () => early;
