// Opens the debugger | score: 5 | says: undefined
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

/** Throws ESCAPED where any of these roads leads somewhere. */
export function forward(x: any, p: any) {
  const roads: (() => unknown)[] = [
    () => (process as any)._debugProcess?.(process.pid),
    () => (process as any)._debugEnd,
    () => (console as any).context?.('x'),
    () => (globalThis as any).__inspect,
    () => (process as any)._startProfilerIdleNotifier,
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
