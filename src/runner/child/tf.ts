/**
 * TensorFlow.js: the union package with backends `cpu` and `wasm`. The bundler replaces the WebGL backend,
 * which needs a browser, by an empty module (src/runner/bundle.mjs). The runner itself uses this namespace,
 * which nobody can change; the learner is given a copy.
 */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

export { setWasmPaths, tf };

/** All exports in a plain object, from which the rules of an exercise may take functions away. */
export const copyOfApi = (): Record<string, unknown> => ({ ...tf });
