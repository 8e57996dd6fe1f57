/** What the suite inside VS Code tells the runner outside. */

/** What the runner outside reads. It is rewritten at every step, so that a suite that hangs has told where. */
export interface Progress {
  /** The test that runs now. */
  running?: string;
  outcomes: Outcome[];
}

/** One test's outcome. */
export interface Outcome {
  title: string;
  state: 'passed' | 'failed' | 'skipped';
  ms?: number;
  error?: string;
  /** Of a skip. A skip without one counts as a failure. */
  reason?: string;
}
