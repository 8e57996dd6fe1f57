import type { Tensor } from '@tensorflow/tfjs';
import type { Place } from '../protocol/messages';
import { MAX_LEAK_PLACES, type LeakPlaces } from '../protocol/observed';
import { tf } from './tf';

// Taken before the learner's file is loaded.
const engine = tf.engine() as unknown as { trackTensor(tensor: Tensor, backend: unknown): void };
const trackTensor = engine.trackTensor.bind(engine);
const TensorPrototype = tf.Tensor.prototype;
const ErrorClass = Error;
const { captureStackTrace } = Error;
const { getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Object;
const { ownKeys, deleteProperty } = Reflect;
const { isArray } = Array;
const SetClass = Set;
const MapClass = Map;

/** As many as the runner has for the learner's errors (main.ts). */
const FRAMES = 50;
/** Those that were disposed of are forgotten when so many have been added. */
const SWEEP = 4_096;
/** Objects that are looked through for tensors that somebody still holds, at most. */
const MAX_OBJECTS = 200_000;

/** A tensor, and an error that was made with it: its frames become text only when they are asked for. */
interface Made {
  tensor: Tensor;
  error: { stack?: unknown };
}
let made: Made[] = [];
let sweepAt = SWEEP;

/** From now on every tensor is noted together with where it was made. It is slow: for a call that is known to leak. */
export function startLocating(): void {
  made = [];
  sweepAt = SWEEP;
  ErrorClass.stackTraceLimit = FRAMES;
  // Whatever makes a tensor comes to this method; as a property of the engine itself it goes without a trace.
  defineProperty(engine, 'trackTensor', { value: noted, configurable: true, writable: true });
}

function noted(tensor: Tensor, backend: unknown): void {
  trackTensor(tensor, backend);
  const error = {};
  captureStackTrace(error, noted);
  made[made.length] = { tensor, error };
  if (made.length === sweepAt) {
    made = alive(made);
    sweepAt = made.length + SWEEP;
  }
}

export function stopLocating(): void {
  deleteProperty(engine, 'trackTensor');
}

function alive(list: readonly Made[]): Made[] {
  const left: Made[] = [];
  for (let i = 0; i < list.length; i++) if (!list[i]!.tensor.isDisposed) left[left.length] = list[i]!;
  return left;
}

/**
 * Counts the tensors that were made since `startLocating` and are still there, by the innermost place in `file`.
 * What `held` leads to (the weights and the optimiser of a model that was returned or given) is none of them.
 * @param original the place in the learner's file of a place in the code that runs
 */
export function leakPlaces(held: readonly unknown[], file: string, original: (place: Place) => Place): LeakPlaces {
  const left = alive(made);
  made = [];
  const reached = left.length > 0 ? tensorsIn(held) : undefined;
  const counts = new MapClass<string, Place & { count: number }>();
  let count = 0;
  for (const { tensor, error } of left) {
    if (reached?.has(tensor)) continue;
    count++;
    const place = placeOf(error, file);
    if (!place) continue;
    const key = `${place.line}:${place.column}`;
    const there = counts.get(key);
    if (there) there.count++;
    else counts.set(key, { ...place, count: 1 });
  }
  const places = [...counts.values()].sort((a, b) => b.count - a.count || a.line - b.line || a.column - b.column).slice(0, MAX_LEAK_PLACES);
  return { count, places: places.map((place) => ({ ...original(place), count: place.count })) };
}

/** The innermost frame in the file. The learner's way to print stacks, if there is one, is put aside meanwhile. */
function placeOf(error: Made['error'], file: string): Place | undefined {
  let found: Place | undefined;
  const before = getOwnPropertyDescriptor(ErrorClass, 'prepareStackTrace');
  const prepareStackTrace = (_: unknown, frames: NodeJS.CallSite[]) => {
    for (let i = 0; i < frames.length && !found; i++) {
      const frame = frames[i]!;
      const line = frame.getLineNumber();
      if (frame.getFileName() === file && line !== null) found = { line, column: frame.getColumnNumber() ?? 1 };
    }
  };
  defineProperty(ErrorClass, 'prepareStackTrace', { value: prepareStackTrace, configurable: true, writable: true });
  try {
    void error.stack;
  } finally {
    if (before) defineProperty(ErrorClass, 'prepareStackTrace', before);
    else deleteProperty(ErrorClass, 'prepareStackTrace');
  }
  return found;
}

/** All tensors within reach of some values through own properties, maps and sets. No getter is asked. */
function tensorsIn(roots: readonly unknown[]): Set<unknown> {
  const seen = new SetClass<unknown>();
  const queue: unknown[] = [...roots];
  for (let at = 0; at < queue.length && seen.size < MAX_OBJECTS; at++) {
    const value = queue[at];
    if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) continue;
    seen.add(value);
    if (getPrototypeOf(value) === TensorPrototype) continue;
    if (isArray(value)) {
      for (const entry of value as unknown[]) queue.push(entry);
      continue;
    }
    if (value instanceof MapClass) for (const [key, entry] of value) queue.push(key, entry);
    if (value instanceof SetClass) for (const entry of value) queue.push(entry);
    for (const key of ownKeys(value)) queue.push(getOwnPropertyDescriptor(value, key)?.value);
  }
  return seen;
}
