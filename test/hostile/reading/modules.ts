// Looks for a module system | score: 5 | says: undefined
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

/** Throws ESCAPED where any of these roads leads somewhere. */
export function forward(x: any, p: any) {
  const roads: (() => unknown)[] = [
    () => (globalThis as any).require,
    () => (globalThis as any).module,
    () => (process as any).mainModule,
    () => (process as any).binding?.('fs'),
    () => (process as any)._linkedBinding?.('fs'),
    () => (process as any).internalBinding,
    () => (process as any).dlopen,
    () => (globalThis as any).__dirname,
    () => (import.meta as any).url?.startsWith('file:') && (import.meta as any).dirname,
    () => (import.meta as any).resolve?.('fs'),
    () => (process as any).getBuiltinModule,
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
