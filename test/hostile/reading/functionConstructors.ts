// Makes code from text in every way | score: 5 | says: undefined
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

/** Throws ESCAPED where any of these roads leads somewhere. */
export function forward(x: any, p: any) {
  const roads: (() => unknown)[] = [
    () => new Function('return 1')(),
    () => (async () => {}).constructor('return 1')(),
    () => (function* () {}).constructor('yield 1')().next().value,
    () => (async function* () {}).constructor('yield 1')(),
    () => (0, eval)('1'),
    () => eval('1'),
    () => Reflect.construct(Function, ['return 1'])(),
    () => Object.getPrototypeOf(class {}).constructor('return 1')(),
    () => [].map.constructor('return 1')(),
    () => (tf.add as any).constructor('return 1')(),
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
