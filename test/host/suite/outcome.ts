/** One test's outcome, as the suite inside VS Code hands it to the runner outside. */
export interface Outcome {
  title: string;
  state: 'passed' | 'failed' | 'skipped';
  ms?: number;
  error?: string;
  /** Of a skip. A skip without one counts as a failure. */
  reason?: string;
}
