/**
 * TensorFlow.js as the learner gets it: the union package with backends `cpu` and `wasm`. The bundler
 * replaces the WebGL backend, which needs a browser, by an empty module (esbuild.mjs).
 */
import * as tfjs from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

export { setWasmPaths };
export type Tensorflow = typeof tfjs;

/** A plain object of all exports: the namespace itself cannot be changed, and rules of an exercise may take functions away. */
export const tf: Tensorflow = { ...tfjs };
