/** Prints what steps.mjs and accuracy.mjs found. */
import { ACCURACY } from './accuracy.mjs';

const AGAINST = ['tensorflow', 'Keras', 'PyTorch'];
/** At most this many times the other's time for a step. */
const GOALS = [
  { contestant: 'tensorflow', against: 'Keras', times: 1 },
  { contestant: 'tensorflow', against: 'PyTorch', times: 1 },
  { contestant: 'wasm', against: 'tensorflow', times: 4 },
];

const bestOf = (rows, contestant, batch) => rows.find((row) => row.contestant === contestant && row.batch === batch)?.best;

export function printSteps(rows) {
  const line = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(18) : cell.padStart(12))).join('').trimEnd());
  line('training step', 'batch', 'best ms', 'median ms', ...AGAINST.map((name) => `× ${name}`));
  for (const row of rows) {
    if (row.notRun) console.log(`${row.contestant.padEnd(18)}${row.batch ? String(row.batch).padStart(12) : ''}  not run: ${row.notRun}`);
    else line(row.contestant, String(row.batch), row.best.toFixed(1), row.median.toFixed(1), ...AGAINST.map((name) => ratio(row.best, bestOf(rows, name, row.batch))));
  }
  for (const { contestant, against, times } of GOALS) {
    for (const batch of new Set(rows.flatMap((row) => row.batch ?? []))) {
      const [mine, other] = [bestOf(rows, contestant, batch), bestOf(rows, against, batch)];
      const verdict = mine && other ? `${ratio(mine, other)}${mine > times * other ? ', MISSED' : ''}` : 'not run';
      console.log(`goal: ${contestant} within ${times} × ${against}, batch ${batch}: ${verdict}`);
    }
  }
}

const ratio = (mine, other) => (other ? (mine / other).toFixed(2) : '');

export function printAccuracy(rows) {
  for (const { net, batch, learningRate, goal, seconds, accuracies, notRun } of rows) {
    const name = `digits, ${net} network, wasm, batch ${batch}, Adam ${learningRate}`;
    if (notRun) {
      console.log(`${name}: not run: ${notRun}`);
      continue;
    }
    const met = accuracies.at(-1) >= ACCURACY && seconds.at(-1) < goal;
    console.log(`${name}: ${accuracies.map((accuracy, i) => `${(100 * accuracy).toFixed(2)} % after ${seconds[i].toFixed(1)} s`).join(', ')}; goal ${100 * ACCURACY} % within ${goal} s${met ? '' : ', MISSED'}`);
  }
}
