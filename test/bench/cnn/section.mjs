/** The section `cnn` of the benchmarks: a training step against Keras and PyTorch, and digits learned on wasm. */
import { accuracyRuns } from './accuracy.mjs';
import { trainingSteps } from './steps.mjs';
import { printAccuracy, printSteps } from './table.mjs';

export async function cnn(built, options) {
  const say = (text) => console.error(text); // stdout is the table's
  const steps = await trainingSteps(built, options, say);
  if (!options.json) printSteps(steps);
  const accuracy = await accuracyRuns(built, say);
  if (!options.json) printAccuracy(accuracy);
  return { steps, accuracy };
}
