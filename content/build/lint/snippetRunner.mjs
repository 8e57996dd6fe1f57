import { format } from 'node:util';
import vm from 'node:vm';

/**
 * The process in which the programs of the pages run (snippets.mjs starts it with --experimental-vm-modules): one module
 * per message, on TensorFlow.js's cpu backend. What a program prints goes back with its result.
 */

let lines = [];
for (const method of ['log', 'info', 'debug']) console[method] = (...values) => void lines.push(format(...values));
// TensorFlow.js advertises its faster builds.
console.warn = () => {};

const tf = await import('@tensorflow/tfjs');
await tf.setBackend('cpu');
await tf.ready();

const names = Object.keys(tf);
const tensorflow = new vm.SyntheticModule(names, function () {
  for (const name of names) this.setExport(name, tf[name]);
});

async function run(code) {
  lines = [];
  try {
    const module = new vm.SourceTextModule(code);
    await module.link((specifier) => {
      if (specifier === '@tensorflow/tfjs') return tensorflow;
      throw new Error(`a program imports @tensorflow/tfjs and nothing else, not “${specifier}”`);
    });
    await module.evaluate();
    return { output: lines.join('\n') };
  } catch (error) {
    return { output: lines.join('\n'), error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  } finally {
    tf.disposeVariables();
    await tf.setBackend('cpu');
  }
}

process.on('message', (code) => void run(code).then((result) => process.send(result)));
process.send('ready');
