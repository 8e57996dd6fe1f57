/**
 * Training steps on the `cpu` backend of TensorFlow.js as npm gives it, without our kernels, in a process of
 * its own. Speaks as keras_steps.py does.
 */
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const learner = fileURLToPath(new URL('learner.ts', import.meta.url));
const built = await esbuild.build({ entryPoints: [learner], bundle: true, write: false, platform: 'node', format: 'cjs', external: ['@tensorflow/*'], logLevel: 'error' });

const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
tf.engine().findBackend('cpu').firstUse = false; // it prints an advertisement at its first write
await tf.setBackend('cpu');
tf.enableProdMode();
const module = { exports: {} };
new Function('require', 'module', 'exports', built.outputFiles[0].text)(require, module, module.exports);

const answer = (value) => console.log(JSON.stringify(value));
answer({ ready: `TensorFlow.js ${tf.version.tfjs}`, threads: 1 });
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { batch, steps } = JSON.parse(line);
  answer({ ms: { trainOnBatch: await module.exports.steps(batch, steps) } });
}
