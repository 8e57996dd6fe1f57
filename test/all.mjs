/**
 * `npm test`: everything, from a fresh clone. `node test/all.mjs --only unit,runner` runs some of it.
 * Node's built-ins only, until the install phase is through.
 */
import { parseArgs } from 'node:util';
import { PHASES, choose, startBackground } from './host/phases.mjs';
import { SetupError, explain, seconds } from './host/steps.mjs';
import { Tally } from './host/tally.mjs';

/** @returns {string[]} */
function askedFor() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = (values.only ?? '').split(',').filter(Boolean);
  const known = PHASES.map(({ name }) => name);
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) throw new SetupError(`no phase ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names;
}

/** @param {string[]} names @returns {Promise<Tally>} */
async function runPhases(names) {
  const began = performance.now();
  const total = new Tally();
  /** @type {string[]} */
  const times = [];
  const broken = new Set();
  const phases = choose(names);
  const background = startBackground(phases);
  for (const { name, title, needs, run } of phases) {
    const since = performance.now();
    console.log(`\n== ${title}`);
    const missing = needs.find(need => broken.has(need));
    /** @type {Tally} */
    let tally = new Tally();
    if (missing) tally.fail(title, `not run: ${missing} failed`);
    else tally = await run(background).catch(error => {
      const failed = new Tally();
      failed.fail(title, explain(error));
      return failed;
    });
    // Only these two leave something behind that others need; the rest stand alone.
    if (missing || ((name === 'install' || name === 'build') && tally.failed > 0)) broken.add(name);
    if (name === 'install' && tally.failed === 0) background.afterInstall();
    total.add(tally);
    times.push(`${title} ${seconds(since)}`);
    console.log(`-- ${title}: ${tally.tests > 0 ? `${tally}, ` : ''}${seconds(since)}`);
  }
  console.log(`\n${times.join(' · ')}\nAll of it: ${seconds(began)}`);
  return total;
}

try {
  const total = await runPhases(askedFor());
  if (total.failures.length > 0) console.log(`Failed:\n${total.failures.map(title => `  ${title}`).join('\n')}`);
  else if (!total.ok) console.log('No test ran.');
  console.log(String(total));
  process.exitCode = total.ok ? 0 : 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 2;
}
// A background install may still run when nothing waits for it any more.
process.exit();
