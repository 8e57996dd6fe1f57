// 10 GB of strings | score: 5 | says: memory|did not come back
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export function forward(x: any, p: any) {
  const kept: unknown[] = [];
  for (let i = 0; i < 10_000; i++) kept.push(Array.from({ length: 100_000 }, (_, j) => `${i} ${j}`));
  return kept.length;
}
