import vm from 'node:vm';
import type { Tensor } from '@tensorflow/tfjs';
import { HISTOGRAM_STEPS, MAX_FIELD_NAME, MAX_FIELDS, MAX_RANK, MAX_SAMPLED, MAX_TRACES, type Sample, type Trace } from '../protocol/observed';
import { tf } from './tf';

// Taken before the learner's file is loaded, so that what it replaces is not called in the midst of its own code.
const engine = tf.engine();
const readSync = engine.readSync.bind(engine);
const { tensorInfo } = engine.state;
const infoOf = tensorInfo.get.bind(tensorInfo);
const TensorPrototype = tf.Tensor.prototype;
const VariablePrototype = tf.Variable.prototype;
const ObjectPrototype = Object.prototype;
const { getPrototypeOf, getOwnPropertyDescriptor, keys } = Object;
const { isArray } = Array;
const { isInteger, isFinite } = Number;
const { ceil, floor, min } = Math;
/** Without the traps of a proxy; it is set before there is anything to look at. */
let isProxy: (value: unknown) => boolean;

/** Consecutive values of which a sample of a tensor on wasm is made; each read is a copy out of its memory. */
const RUN = 64;
/** Own properties of an object that are looked through for tensors. */
const MAX_KEYS = 200;
/** Larger tensors are read nowhere but on wasm and cpu, where a part can be had: the others copy the whole. */
const MAX_COPIED = 10_000_000;
const BYTES: Record<string, number> = { __proto__: null as never, float32: 4, int32: 4, bool: 1, complex64: 8 };

/** `ProbePlace.id` of each probe; what follows has an entry for each. */
let ids: readonly number[] = [];
/** How many times it was passed in this call. */
let counts = new Float64Array(0);
/** The pass at which its value is looked at next. */
let next = new Float64Array(0);
/** What it held last. */
let held: unknown[] = [];
let first: (Sample | undefined)[] = [];
let latest: (Sample | undefined)[] = [];
/** Where a part of a tensor can be read, the backend that can. Not by `findBackend`, which starts what it does not find. */
let wasm: unknown;
/** Reading a tensor copies all of it. */
let copies = false;
/** A read may wait for a GPU: only the first value is looked at there. */
let readsOnce = false;

/**
 * What is called in the learner's code in place of an expression that is looked at. It must cost next to nothing:
 * a value is looked at when it comes first, and then the 2nd, 4th, 8th … time.
 */
function probe(number: number, value: unknown): unknown {
  const count = ++counts[number]!;
  held[number] = value;
  if (count === next[number]) look(number, value, count);
  return value;
}

function look(number: number, value: unknown, count: number): void {
  next[number] = count * 2;
  try {
    const sample = sampleOf(value, !readsOnce || !first[number]);
    if (!sample) return;
    first[number] ??= sample;
    latest[number] = sample;
  } catch {
    // The learner's code made of a tensor what nobody can read, or the stack is at its end.
  }
}

/** The module that the probed file imports, evaluated: a circle of imports may call the file's functions before it is. */
export async function traceModule(probes: readonly number[]): Promise<vm.Module> {
  isProxy ??= (await import('node:util')).types.isProxy;
  ids = probes;
  counts = new Float64Array(ids.length);
  next = new Float64Array(ids.length);
  const backend = tf.getBackend();
  wasm = backend === 'wasm' ? tf.backend() : undefined;
  copies = backend !== 'wasm' && backend !== 'cpu';
  readsOnce = backend === 'webgpu';
  startTracing();
  const module = new vm.SyntheticModule(['probe'], function (this: vm.SyntheticModule) {
    this.setExport('probe', probe);
  });
  await module.link(() => Promise.reject(new Error('it imports nothing')));
  await module.evaluate();
  return module;
}

/** Forgets what was seen: a call begins. */
export function startTracing(): void {
  if (ids.length === 0) return;
  held = [];
  first = [];
  latest = [];
  // All entries are there from now on, so that no setter of a patched Array.prototype is asked.
  for (let i = 0; i < ids.length; i++) {
    counts[i] = 0;
    next[i] = 1;
    held[i] = first[i] = latest[i] = undefined;
  }
}

/** What was seen since; undefined where there are no probes. To be called before results are disposed. */
export function takeTraces(): Trace[] | undefined {
  if (ids.length === 0) return undefined;
  const traces: Trace[] = [];
  for (let i = 0; i < ids.length && traces.length < MAX_TRACES; i++) {
    if (counts[i] === 0) continue;
    try {
      const last = lastOf(i);
      const begin = first[i] ?? last;
      if (begin && last) traces[traces.length] = { probe: ids[i]!, count: counts[i]!, first: begin, last };
    } catch {
      // As in `look`.
    }
  }
  return traces;
}

/**
 * The last value in outline. Where it was not looked at when it was there, a tensor is read now if it still
 * lives; of one that is gone shape and dtype are told, and numbers of the newest that was looked at.
 */
function lastOf(number: number): Sample | undefined {
  const value = held[number];
  const before = latest[number];
  if (before && counts[number]! * 2 === next[number]) return before;
  if (typeof value === 'number') return numberSample(value);
  if (!isTensor(value)) return before;
  const now = tensorSample(value, !readsOnce && getPrototypeOf(value) !== VariablePrototype);
  if (!now || now.min !== undefined || now.nan !== undefined || !before || before.fields || before.dtype === 'number') return now;
  return { ...before, dtype: now.dtype, shape: now.shape, bytes: now.bytes };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** By its prototypes: `instanceof` would ask the object itself, in tfjs's way. */
function isTensor(value: unknown): value is Tensor {
  if (!isObject(value) || isProxy(value)) return false;
  for (let of: unknown = getPrototypeOf(value), depth = 0; isObject(of) && depth < 4 && !isProxy(of); of = getPrototypeOf(of), depth++) if (of === TensorPrototype) return true;
  return false;
}

function sampleOf(value: unknown, read: boolean): Sample | undefined {
  if (typeof value === 'number') return numberSample(value);
  if (!isObject(value) || isProxy(value)) return undefined;
  if (isTensor(value)) return tensorSample(value, read);
  const prototype: unknown = getPrototypeOf(value);
  return isArray(value) || prototype === ObjectPrototype || prototype === null ? fieldsSample(value, read) : undefined;
}

const numberSample = (value: number): Sample => ({ dtype: 'number', shape: [], bytes: 8, value });

/** An object with tensors among its own properties. Getters are left alone: they would run code of the learner's. */
function fieldsSample(value: object, read: boolean): Sample | undefined {
  const fields: [string, Sample][] = [];
  let bytes = 0;
  let tensors = 0;
  const list = isArray(value);
  const names = list ? undefined : keys(value);
  const length = list ? min(value.length, MAX_FIELDS) : min(names!.length, MAX_KEYS);
  for (let i = 0; i < length && fields.length < MAX_FIELDS; i++) {
    const name = names ? names[i]! : `${i}`;
    const entry: unknown = getOwnPropertyDescriptor(value, name)?.value;
    const sample = typeof entry === 'number' ? numberSample(entry) : isTensor(entry) ? tensorSample(entry, read) : undefined;
    if (!sample) continue;
    if (sample.dtype !== 'number') tensors++;
    bytes += sample.bytes;
    fields[fields.length] = [name.length > MAX_FIELD_NAME ? `${name.slice(0, MAX_FIELD_NAME - 1)}…` : name, sample];
  }
  return tensors > 0 ? { dtype: 'fields', shape: [], bytes, fields } : undefined;
}

function tensorSample(tensor: Tensor, read: boolean): Sample | undefined {
  const { dtype, shape: given } = tensor;
  if (typeof dtype !== 'string' || dtype.length > MAX_FIELD_NAME || !isArray(given) || given.length > MAX_RANK) return undefined;
  const shape: number[] = [];
  let size = 1;
  for (let i = 0; i < given.length; i++) {
    const side: unknown = given[i];
    if (!isInteger(side) || (side as number) < 0) return undefined;
    shape[i] = side as number;
    size *= side as number;
  }
  const sample: Sample = { dtype, shape, bytes: size * (BYTES[dtype] ?? 0) };
  if (read && (dtype === 'float32' || dtype === 'int32' || dtype === 'bool')) {
    try {
      if (!tensor.isDisposed) outline(sample, tensor, size);
    } catch {
      // Its values are gone, or the GPU refused: the shape is still to be told.
    }
  }
  return sample;
}

type Values = Float32Array | Int32Array | Uint8Array;

/** Adds numbers: of all entries, or of at most 4,096 that are spread evenly over the tensor (every n-th, on wasm runs of 64). */
function outline(sample: Sample, tensor: Tensor, size: number): void {
  const { backend } = infoOf(tensor.dataId) as unknown as { backend: { readSync(id: object, start: number, end: number): Values } };
  if (copies && size > MAX_COPIED) return;
  let values: Values;
  let step = 1;
  if (backend === wasm && size > MAX_SAMPLED) {
    values = new Float32Array(MAX_SAMPLED);
    const runs = MAX_SAMPLED / RUN;
    for (let i = 0; i < runs; i++) {
      const start = floor((i * (size - RUN)) / (runs - 1));
      const run = backend.readSync(tensor.dataId, start, start + RUN);
      for (let j = 0; j < RUN; j++) values[i * RUN + j] = run[j]!;
    }
    sample.sampled = MAX_SAMPLED;
  } else {
    values = readSync(tensor.dataId) as Values;
    step = ceil(values.length / MAX_SAMPLED);
    if (step > 1) sample.sampled = ceil(values.length / step);
  }
  summarise(sample, values, step);
}

function summarise(sample: Sample, values: Values, step: number): void {
  let least = Infinity;
  let most = -Infinity;
  let sum = 0;
  let finite = 0;
  let nan = 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (!isFinite(value)) {
      if (value !== value) nan++;
      continue;
    }
    if (value < least) least = value;
    if (value > most) most = value;
    sum += value;
    finite++;
  }
  sample.nan = nan;
  if (finite === 0) return;
  sample.min = least;
  sample.max = most;
  sample.mean = sum / finite;
  const histogram: number[] = [];
  for (let i = 0; i < HISTOGRAM_STEPS; i++) histogram[i] = 0;
  const scale = most > least ? HISTOGRAM_STEPS / (most - least) : 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (isFinite(value)) histogram[min(floor((value - least) * scale), HISTOGRAM_STEPS - 1)]!++;
  }
  sample.histogram = histogram;
}
