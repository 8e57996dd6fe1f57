import * as v from 'valibot';
import { BACKENDS, WHY_NOT } from './backends';
import { IMPORT_TROUBLES, type Plain, type RunnerToHost } from './messages';
import { HISTOGRAM_STEPS, MAX_FIELD_NAME, MAX_FIELDS, MAX_LEAK_PLACES, MAX_RANK, MAX_TRACES, type Sample } from './observed';

/** Bounds on what one message may hold, so that a hostile child cannot make the host work without end. */
const MAX_TEXT = 20_000;
const MAX_ENTRIES = 1_000;

const text = v.pipe(v.string(), v.transform((s) => (s.length > MAX_TEXT ? `${s.slice(0, MAX_TEXT)}…` : s)));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const numericArray = v.union([v.instance(Float32Array), v.instance(Int32Array), v.instance(Uint8Array), v.instance(Float64Array)]);
const shape = v.pipe(v.array(count), v.maxLength(8));
const modelShape = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(-1))), v.maxLength(8));

const plain: v.GenericSchema<Plain> = v.lazy(() =>
  v.variant('type', [
    v.pipe(
      v.object({ type: v.literal('tensor'), shape, dtype: text, values: numericArray }),
      v.check((t) => t.values.length === t.shape.reduce((n, d) => n * d, 1), 'values do not fill the shape'),
    ),
    v.object({ type: v.literal('disposedTensor') }),
    v.object({ type: v.literal('number'), value: v.union([v.number(), v.nan()]) }),
    v.object({ type: v.literal('numbers'), values: v.instance(Float64Array) }),
    v.object({ type: v.literal('record'), entries: v.pipe(v.array(v.strictTuple([text, plain])), v.maxLength(MAX_ENTRIES)) }),
    v.object({
      type: v.literal('model'),
      input: modelShape,
      output: modelShape,
      inputs: count,
      outputs: count,
      parameters: count,
      layers: v.pipe(v.array(v.object({ kind: text, activation: v.optional(text), output: modelShape })), v.maxLength(MAX_ENTRIES)),
    }),
    v.object({ type: v.literal('other'), what: text }),
  ]),
);

const place = v.object({ line: v.pipe(v.number(), v.integer(), v.minValue(1)), column: v.pipe(v.number(), v.integer(), v.minValue(1)) });
const trouble = v.object({ kind: v.picklist(IMPORT_TROUBLES), specifier: text, name: v.optional(text) });
const thrown = v.object({ name: text, message: text, place: v.optional(place), stack: v.optional(text), trouble: v.optional(trouble) });
const backend = v.picklist(BACKENDS);
const forbidden = v.pipe(v.array(v.picklist(['autodiff', 'optimizers'])), v.maxLength(10));
const numberOrNaN = v.union([v.number(), v.nan()]);
const callbackRecord = v.object({ name: text, args: v.pipe(v.array(numberOrNaN), v.maxLength(10)), liveTensors: count });

const finite = v.pipe(v.number(), v.finite());
const tensorOrNumber = {
  dtype: v.pipe(v.string(), v.maxLength(MAX_FIELD_NAME)),
  shape: v.pipe(v.array(count), v.maxLength(MAX_RANK)),
  bytes: count,
  value: v.optional(numberOrNaN),
  min: v.optional(finite),
  max: v.optional(finite),
  mean: v.optional(finite),
  nan: v.optional(count),
  histogram: v.optional(v.pipe(v.array(count), v.length(HISTOGRAM_STEPS))),
  sampled: v.optional(count),
};
const sample: v.GenericSchema<Sample> = v.object({
  ...tensorOrNumber,
  fields: v.optional(v.pipe(v.array(v.strictTuple([v.pipe(v.string(), v.maxLength(MAX_FIELD_NAME)), v.object(tensorOrNumber)])), v.maxLength(MAX_FIELDS))),
});
// What is only shown must not turn an answer into one that cannot be read: where it is not right, it is not there.
const traces = v.fallback(v.optional(v.pipe(v.array(v.object({ probe: count, count, first: sample, last: sample })), v.maxLength(MAX_TRACES))), undefined);
const leakPlaces = v.fallback(v.optional(v.object({ count, places: v.pipe(v.array(v.object({ ...place.entries, count })), v.maxLength(MAX_LEAK_PLACES)) })), undefined);

const message = v.variant('type', [
  v.object({ type: v.literal('hello'), protocol: v.number(), node: text, backend, device: text, tried: v.pipe(v.array(v.object({ backend, why: v.picklist(WHY_NOT), detail: v.optional(text) })), v.maxLength(20)) }),
  v.object({ type: v.literal('loaded'), exports: v.pipe(v.array(v.strictTuple([text, text])), v.maxLength(MAX_ENTRIES)), traces }),
  v.object({ type: v.literal('loadFailed'), error: thrown, reason: v.picklist(['syntax', 'import', 'threw']), traces }),
  v.object({ type: v.literal('import'), request: count, specifier: text, from: text }),
  v.object({
    type: v.literal('returned'),
    id: count,
    value: plain,
    argsAfter: v.pipe(v.array(plain), v.maxLength(100)),
    callbacks: v.pipe(v.array(callbackRecord), v.maxLength(200_000)),
    leakedTensors: v.pipe(v.number(), v.integer()),
    forbidden,
    kernels: v.pipe(v.array(text), v.maxLength(100)),
    traces,
    leakPlaces,
  }),
  v.object({ type: v.literal('threw'), id: count, error: thrown, forbidden, traces }),
  v.object({ type: v.literal('late'), error: thrown }),
  v.object({ type: v.literal('callback'), id: count, record: callbackRecord }),
  v.object({ type: v.literal('codeRefused') }),
]);

/** The message, or undefined where it is not one that the protocol knows (a forged one, for instance). */
export function parseRunnerMessage(raw: unknown): RunnerToHost | undefined {
  try {
    const result = v.safeParse(message, raw);
    return result.success ? (result.output) : undefined;
  } catch {
    return undefined; // nested beyond the stack's depth
  }
}
