/** A vitest reporter that writes one outcome per test, with the reason of each skip, which its JSON report lacks. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** @typedef {import('./suite/outcome.js').Outcome} Outcome */

/** @param {readonly { message: string, stack?: string }[] | undefined} errors */
const textOf = errors => (errors ?? []).map(error => error.stack ?? error.message).join('\n') || 'no message';

/** @param {import('vitest/node').TestCase} test @param {string} where @returns {Outcome} */
function outcomeOf(test, where) {
  const title = `${where} ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') return { title, state: 'passed', ms: test.diagnostic()?.duration ?? 0 };
  if (result.state === 'failed') return { title, state: 'failed', error: textOf(result.errors) };
  // Skipped by `context.skip('why')`, or by `it.skip`, which cannot say why.
  return { title, state: 'skipped', reason: (result.state === 'skipped' && result.note) || /** @type {{ skipReason?: string }} */ (test.meta()).skipReason || '' };
}

export default class Outcomes {
  /** @param {readonly import('vitest/node').TestModule[]} modules @param {readonly import('vitest').SerializedError[]} unhandled */
  onTestRunEnd(modules, unhandled) {
    /** @type {Outcome[]} */
    const outcomes = [];
    for (const module of modules) {
      const name = path.relative(ROOT, module.moduleId);
      for (const test of module.children.allTests()) outcomes.push(outcomeOf(test, name));
      // A file that does not load, a hook that throws: no test of theirs may have run at all.
      const broken = [...module.errors(), ...[...module.children.allSuites()].flatMap(suite => suite.errors())];
      if (broken.length > 0) outcomes.push({ title: name, state: 'failed', error: textOf(broken) });
    }
    if (unhandled.length > 0) outcomes.push({ title: 'no unhandled error', state: 'failed', error: textOf(unhandled) });
    const file = process.env.COURSEWORK_RESULTS;
    if (file) fs.writeFileSync(file, JSON.stringify(outcomes));
  }
}
