import type { Tensor } from '@tensorflow/tfjs';
import type { Argument, CallbackRecord, NumericArray, Plain } from '../protocol/messages';
import { tf } from './tf';

// Taken before the learner's file is loaded, so that a patched prototype cannot answer in their place.
const engine = tf.engine();
const read = engine.read.bind(engine);
const TensorClass = tf.Tensor;
const isArray = Array.isArray;

/** Lists longer than this are not carried; no exercise asks for one. */
const MAX_LENGTH = 1_000_000;

/** Makes the value that a learner's function is given. Every tensor made is added to `tensors`. */
export function toArgument(argument: Argument, tensors: Tensor[], onCall: (record: CallbackRecord) => void): unknown {
  switch (argument.type) {
    case 'value':
      return argument.value;
    case 'tensor': {
      const tensor = tf.tensor(argument.values.slice() as Float32Array, argument.shape, argument.dtype);
      tensors.push(tensor);
      return tensor;
    }
    case 'record':
      return Object.fromEntries(argument.entries.map(([key, value]) => [key, toArgument(value, tensors, onCall)]));
    case 'callback':
      return (...args: unknown[]) =>
        onCall({
          name: argument.name,
          args: args.slice(0, 10).map((a) => (typeof a === 'number' ? a : NaN)),
          liveTensors: tf.memory().numTensors,
        });
    default:
      return argument satisfies never;
  }
}

/** The learner's value as plain numbers. Tensors met on the way are added to `found`, for disposal. */
export async function toPlain(value: unknown, found: Set<Tensor>, depth = 0): Promise<Plain> {
  if (typeof value === 'number') return { type: 'number', value };
  if (value === null || typeof value !== 'object') return other(value === null ? 'null' : typeof value);
  if (value instanceof TensorClass) return await tensorToPlain(value, found);
  if (ArrayBuffer.isView(value)) return value instanceof DataView ? other('object') : numbers(value as unknown as ArrayLike<unknown>);
  if (isArray(value)) return numbers(value);
  if (typeof (value as { then?: unknown }).then === 'function') return other('promise');
  if (depth > 2) return other('object');
  const entries: [string, Plain][] = [];
  for (const key in value) {
    if (entries.length === 100) break;
    entries.push([key, await toPlain((value as Record<string, unknown>)[key], found, depth + 1)]);
  }
  return { type: 'record', entries };
}

async function tensorToPlain(tensor: Tensor, found: Set<Tensor>): Promise<Plain> {
  if (tensor.isDisposed) return { type: 'disposedTensor' };
  found.add(tensor);
  if (tensor.dtype === 'string' || tensor.dtype === 'complex64') return other(`tensor of ${tensor.dtype}`);
  if (tensor.size > MAX_LENGTH * 10) return other('hugeTensor');
  const values = (await read(tensor.dataId)) as NumericArray;
  return { type: 'tensor', shape: [...tensor.shape], dtype: tensor.dtype, values };
}

function numbers(list: ArrayLike<unknown>): Plain {
  const length = list.length;
  if (length > MAX_LENGTH) return other('hugeArray');
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const item = list[i];
    if (typeof item !== 'number') return other(isArray(item) ? 'nestedArray' : item instanceof TensorClass ? 'tensorArray' : 'mixedArray');
    values[i] = item;
  }
  return { type: 'numbers', values };
}

const other = (what: string): Plain => ({ type: 'other', what });

/** Puts away what a call used and returned, whoever owned it; the next call starts from the same ground. */
export function disposeAll(tensors: Iterable<Tensor>): void {
  for (const tensor of tensors) if (!tensor.isDisposed) tensor.dispose();
}
