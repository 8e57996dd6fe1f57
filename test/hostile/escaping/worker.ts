// Starts threads | score: 5 | says: undefined
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

/** Throws ESCAPED where any of these roads leads somewhere. */
export function forward(x: any, p: any) {
  const roads: (() => unknown)[] = [
    () => (globalThis as any).Worker && new (globalThis as any).Worker('data:text/javascript,1'),
    () => (globalThis as any).SharedWorker,
    () => (process as any).getBuiltinModule('worker_threads'),
  ];
  for (const road of roads) {
    let found: unknown;
    try {
      found = road();
    } catch {
      continue;
    }
    if (found) throw new Error('ESCAPED by ' + String(road));
  }
}
