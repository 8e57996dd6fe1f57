/** How long the wasm backend, which needs no native library, trains until it reads handwritten digits. */
import { startRunner } from './contestants.mjs';
import { readDigits } from './digits.mjs';

export const ACCURACY = 0.97;
/** The fewest seconds to 97 % of what was tried; the learning rate falls to 0. */
const TASKS = [
  { net: 'small', batch: 32, learningRate: 1e-2, epochs: 3, goal: 15 },
  { net: 'large', batch: 32, learningRate: 3e-3, epochs: 2, goal: 40 },
];

/** @returns a row per network: { net, batch, learningRate, goal, seconds, accuracies } after each epoch, or { net, notRun } */
export async function accuracyRuns(built, say) {
  const { train, heldOut } = await readDigits();
  const digits = [train, heldOut].flatMap(({ pixels, labels }) => [
    { type: 'tensor', shape: [labels.length, 28, 28, 1], dtype: 'float32', values: Float32Array.from(pixels) },
    { type: 'tensor', shape: [labels.length], dtype: 'int32', values: Int32Array.from(labels) },
  ]);
  const rows = [];
  for (const task of TASKS) {
    say(`digits: ${task.net} network on wasm`);
    const started = await startRunner(built, 'wasm');
    if (started.notRun) {
      rows.push({ ...task, notRun: started.notRun });
      continue;
    }
    try {
      const values = [task.net, task.batch, task.learningRate, task.epochs, ACCURACY].map((value) => ({ type: 'value', value }));
      const { entries } = await started.call('learnDigits', [...values, ...digits]);
      rows.push({ ...task, ...Object.fromEntries(entries.map(([key, { values: list }]) => [key, [...list]])) });
    } catch (error) {
      rows.push({ ...task, notRun: error.message });
    } finally {
      await started.stop();
    }
  }
  return rows;
}
