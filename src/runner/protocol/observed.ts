/**
 * What the runner sees of a learner's code at work, besides what is graded. The learner's code can forge it, and
 * nothing that is graded depends on it.
 */
import type { Place } from './messages';

/** A place at which the runner looks at a value. Offsets count in UTF-16 units of the main file's source. */
export interface ProbePlace {
  id: number;
  /** The expression that is looked at; with `loop` both are the place where the loop's body begins. */
  from: number;
  to: number;
  /** The loop's variable. */
  loop?: string;
}

/** Values of a tensor that are looked at, at most; of a larger one they are spread evenly over it. */
export const MAX_SAMPLED = 4_096;
/** Probes that one answer tells of, at most. */
export const MAX_TRACES = 300;
/** Fields of an object that are told of, at most, and the length of their names. */
export const MAX_FIELDS = 12;
export const MAX_FIELD_NAME = 80;
/** Axes of a tensor; TensorFlow.js has six. */
export const MAX_RANK = 8;
/** Equal steps from the smallest value to the largest. */
export const HISTOGRAM_STEPS = 12;
/** Places of leaks that one answer tells of, at most. */
export const MAX_LEAK_PLACES = 20;

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
  /** How many entries the numbers above are of, where they are not of all (`MAX_SAMPLED`). */
  sampled?: number;
  /** The tensors and numbers of an object, at most 12. */
  fields?: [name: string, sample: Sample][];
}

/** What a probe saw during the last call that came by it. */
export interface Trace {
  /** `ProbePlace.id` */
  probe: number;
  /** How many times it was passed in that call. */
  count: number;
  first: Sample;
  /** The newest of which values are known: shape and dtype are the very last one's. */
  last: Sample;
}

/** Tensors that a call made and left behind. */
export interface LeakPlaces {
  /** All of them, wherever they were made. */
  count: number;
  /** Where the learner's file made them, most first. */
  places: (Place & { count: number })[];
}
