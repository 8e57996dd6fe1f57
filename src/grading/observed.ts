/**
 * What the runner saw of a learner's code at work, besides what is graded: shapes, values in outline, leaked
 * tensors. It never has a say in a score, and the report's JSON does not hold it.
 */
import type { Trace } from '../runner/protocol/observed';

export type { Sample, Trace } from '../runner/protocol/observed';

/** A place at which a value is looked at, as src/syntax/probes.ts finds it. */
export interface ProbeSpan {
  id: number;
  span: { from: number; to: number };
  name?: string;
  kind: 'variable' | 'returned' | 'loop';
}

/** Tensors that a call made, did not return and did not dispose of. */
export interface Leak {
  function: string;
  /** In one call. */
  count: number;
  /** The lines of the learner's file that made them, most first; empty where none could be found. */
  places: { line: number; column: number; count: number }[];
}

export interface Observed {
  traces: Trace[];
  leaks: Leak[];
}
