/**
 * TensorFlow.js: the union package with backends `cpu` and `wasm`. The bundler replaces the WebGL backend,
 * which needs a browser, by an empty module (src/runner/bundle.mjs). The runner itself uses this namespace,
 * which nobody can change; the learner is given a copy.
 */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

export { setWasmPaths, tf };

// tf.layers tells a metric by its function's name, which a bundler may have changed: `logs.categoricalAccuracy` is to be there.
for (const [name, metric] of Object.entries(tf.metrics)) Object.defineProperty(metric, 'name', { value: name });

/** All exports in a plain object, from which the rules of an exercise may take functions away. */
export const copyOfApi = (): Record<string, unknown> => ({ ...tf });
