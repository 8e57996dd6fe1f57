/** Counts tests, prints each, and sums up in one line. */
import { stripVTControlCharacters } from 'node:util';

/** @typedef {import('./suite/outcome.js').Outcome} Outcome */

export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** @type {string[]} What failed, to be said again at the end of a long run. */
  failures = [];
  #print;

  /** @param {(line: string) => void} [print] */
  constructor(print = line => console.log(line)) {
    this.#print = print;
  }

  /** @param {string} title @param {number} [ms] */
  pass(title, ms) {
    this.passed++;
    this.#print(`  ok    ${title}${ms === undefined ? '' : ` (${Math.round(ms)} ms)`}`);
  }

  /** @param {string} title @param {string} error */
  fail(title, error) {
    this.failed++;
    this.failures.push(title);
    this.#print(`  FAIL  ${title}\n${stripVTControlCharacters(error).trimEnd().replace(/^/gm, '        ')}`);
  }

  /** A skip that does not say why counts as a failure: silence is how tests rot. @param {string} title @param {string | undefined} reason */
  skip(title, reason) {
    if (!reason) {
      this.fail(title, 'skipped without a reason');
      return;
    }
    this.skipped++;
    this.#print(`  skip  ${title}: ${reason}`);
  }

  /** @param {Outcome} outcome */
  record({ title, state, ms, error, reason }) {
    if (state === 'passed') this.pass(title, ms);
    else if (state === 'failed') this.fail(title, error ?? 'no message');
    else this.skip(title, reason);
  }

  /** @param {Tally} other Already printed by whoever counted it. */
  add(other) {
    this.passed += other.passed;
    this.failed += other.failed;
    this.skipped += other.skipped;
    this.failures.push(...other.failures);
  }

  get tests() {
    return this.passed + this.failed + this.skipped;
  }

  /** Nothing passed and nothing failed is not a success. */
  get ok() {
    return this.failed === 0 && this.passed > 0;
  }

  toString() {
    return `${this.passed} passed, ${this.failed} failed${this.skipped > 0 ? `, ${this.skipped} skipped` : ''}`;
  }
}
