/**
 * What the runner saw of a learner's code at work, besides what is graded: shapes, values in outline, leaked
 * tensors. It never has a say in a score, and the report's JSON does not hold it.
 */

/** What a variable held at one moment. */
export interface Sample {
  /** `float32`, `int32`, `bool`, … of a tensor; `number`, or `fields` for an object that holds tensors. */
  dtype: string;
  shape: number[];
  bytes: number;
  /** Of a number. */
  value?: number;
  /** Of the finite entries; absent where there is none, or where the tensor was not read. */
  min?: number;
  max?: number;
  mean?: number;
  /** Entries that are NaN. */
  nan?: number;
  /** Entries in 12 equal steps from min to max. */
  histogram?: number[];
  /** The tensors and numbers of an object, at most 12. */
  fields?: [name: string, sample: Sample][];
}

/** What a probe (src/syntax/probes.ts) saw during the last call that came by it. */
export interface Trace {
  /** `Probe.id` */
  probe: number;
  /** How many times it was passed in that call. */
  count: number;
  first: Sample;
  /** The newest of which values are known: shape and dtype are the very last one's. */
  last: Sample;
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
