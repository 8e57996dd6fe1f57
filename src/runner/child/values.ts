import type { Tensor } from '@tensorflow/tfjs';
import type { Argument, CallbackRecord, NumericArray, Plain } from '../protocol/messages';
import { describeModel, isModel, keptValue } from './kept';
import { tf } from './tf';

// Taken before the learner's file is loaded, so that a patched prototype cannot answer in their place.
const engine = tf.engine();
const read = engine.read.bind(engine);
const makeTensor = tf.tensor;
const TensorClass = tf.Tensor;
const Float64 = Float64Array;
const DataViewClass = DataView;
const isArray = Array.isArray;
const isView = ArrayBuffer.isView;

/** Lists longer than this are not carried; no exercise asks for one. */
const MAX_LENGTH = 1_000_000;
/** The largest tensor that is carried, in entries. */
const MAX_TENSOR = 10_000_000;

/** Tensors alive, of every kind. */
export const liveTensors = (): number => engine.state.numTensors;

/** Makes the value that a learner's function is given. Every tensor made is added to `tensors`. */
export function toArgument(argument: Argument, tensors: Tensor[], onCall: (record: CallbackRecord) => void): unknown {
  switch (argument.type) {
    case 'value':
      return argument.value;
    case 'tensor': {
      const tensor = makeTensor(argument.values.slice() as Float32Array, argument.shape, argument.dtype);
      tensors[tensors.length] = tensor;
      return tensor;
    }
    case 'numbers':
      return argument.values;
    case 'kept':
      return keptValue(argument.name);
    case 'record': {
      const record: Record<string, unknown> = {};
      for (let i = 0; i < argument.entries.length; i++) {
        const entry = argument.entries[i]!;
        record[entry[0]] = toArgument(entry[1], tensors, onCall);
      }
      return record;
    }
    case 'callback':
      return (...args: unknown[]) => {
        const numbers: number[] = [];
        for (let i = 0; i < args.length && i < 10; i++) numbers[i] = typeof args[i] === 'number' ? (args[i] as number) : NaN;
        onCall({ name: argument.name, args: numbers, liveTensors: liveTensors() });
      };
    default:
      return argument satisfies never;
  }
}

/** The learner's value as plain numbers. Tensors met on the way are added to `found`, for disposal. */
export async function toPlain(value: unknown, found: Tensor[], depth = 0): Promise<Plain> {
  if (typeof value === 'number') return { type: 'number', value };
  if (value === null || typeof value !== 'object') return other(value === null ? 'null' : typeof value);
  if (value instanceof TensorClass) return await tensorToPlain(value as Tensor, found);
  if (isView(value)) return value instanceof DataViewClass ? other('object') : numbers(value as unknown as ArrayLike<unknown>);
  if (isArray(value)) return numbers(value);
  if (isModel(value)) return describeModel(value);
  if (typeof (value as { then?: unknown }).then === 'function') return other('promise');
  if (depth > 2) return other('object');
  const entries: [string, Plain][] = [];
  for (const key in value) {
    if (entries.length === 100) break;
    entries[entries.length] = [key, await toPlain((value as Record<string, unknown>)[key], found, depth + 1)];
  }
  return { type: 'record', entries };
}

async function tensorToPlain(tensor: Tensor, found: Tensor[]): Promise<Plain> {
  if (tensor.isDisposed) return { type: 'disposedTensor' };
  found[found.length] = tensor;
  const { dtype, size } = tensor;
  if (dtype === 'string' || dtype === 'complex64') return other(`tensor of ${dtype}`);
  if (size > MAX_TENSOR) return other('hugeTensor');
  const shape: number[] = [];
  for (let i = 0; i < tensor.shape.length; i++) shape[i] = tensor.shape[i]!;
  return { type: 'tensor', shape, dtype, values: (await read(tensor.dataId)) as NumericArray };
}

function numbers(list: ArrayLike<unknown>): Plain {
  const length = list.length;
  if (length > MAX_LENGTH) return other('hugeArray');
  const values = new Float64(length);
  for (let i = 0; i < length; i++) {
    const item = list[i];
    if (typeof item !== 'number') return other(isArray(item) ? 'nestedArray' : item instanceof TensorClass ? 'tensorArray' : 'mixedArray');
    values[i] = item;
  }
  return { type: 'numbers', values };
}

const other = (what: string): Plain => ({ type: 'other', what });

/** Puts away what a call used and returned, whoever owned it; the next call starts from the same ground. */
export function disposeAll(tensors: readonly Tensor[]): void {
  for (let i = 0; i < tensors.length; i++) if (!tensors[i]!.isDisposed) tensors[i]!.dispose();
}
