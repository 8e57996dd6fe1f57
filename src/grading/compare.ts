import { msg, type Message } from '../kit/l10n';
import type { Plain } from '../runner/protocol/messages';
import { CheckFailed } from './check';
import type { Matrix } from './matrix';

/** How near a value must come. */
export type Tolerance =
  /** Each entry: |actual − expected| ≤ 1e-4·|expected| + 1e-5 (design.md, rule 6). */
  | 'value'
  /** Each entry: within 1e-3 of the largest expected entry. */
  | 'gradient';

/** How far an entry of a gradient may be off, as a share of `gradientScale`. */
export const GRADIENT_TOLERANCE = 1e-3;
/** What errors of a gradient are relative to: its largest entry, or 1e-5 where all of them are smaller. */
export const gradientScale = (largest: number): number => Math.max(largest, 1e-5);

const allowed = (tolerance: Tolerance, expected: number, largest: number) => (tolerance === 'value' ? 1e-4 * Math.abs(expected) + 1e-5 : GRADIENT_TOLERANCE * gradientScale(largest));

/** A number as a person reads it. */
export const show = (n: number): string => (Number.isInteger(n) && Math.abs(n) < 1e6 ? String(n) : Number.isFinite(n) ? String(Number(n.toPrecision(6))) : String(n));
export const showShape = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
export const showList = (list: ArrayLike<number>, most = 12): string => `[${Array.from({ length: Math.min(list.length, most) }, (_, i) => show(list[i]!)).join(', ')}${list.length > most ? `, … (${list.length})` : ''}]`;

/** Turns a flat index into `[row, column]`. */
function indexText(flat: number, shape: readonly number[]): string {
  const index: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(flat % shape[axis]!);
    flat = Math.floor(flat / shape[axis]!);
  }
  return index.length ? showShape(index) : '';
}

/** Says what came instead of a tensor. `name` is how the learner knows the value, for example `forward().z1`. */
export function wrongKind(plain: Plain, name: string, expected: string): CheckFailed {
  const what = plain.type === 'other' ? plain.what : plain.type;
  if (what === 'disposedTensor') {
    return new CheckFailed(msg('`{name}` is a tensor that has already been disposed. Something that is returned must be the return value of its `tf.tidy`, and must not be disposed before.', { name }));
  }
  if (what === 'undefined') return new CheckFailed(msg('`{name}` is undefined. Is a `return` missing, or a property spelled differently?', { name }), { actual: 'undefined' });
  const detail = { actual: what, expected };
  if (expected === 'tf.LayersModel') return new CheckFailed(msg('`{name}` is no model of tf.layers ({what}). Return what `tf.sequential` or `tf.model` gives, at once and without `async`.', { name, what }), detail);
  if (what === 'promise') {
    return new CheckFailed(msg('`{name}` is a Promise. This function returns its result at once: use `dataSync`, not `await data()`, and leave out `async`.', { name }), { actual: 'Promise' });
  }
  if (expected === 'number') return new CheckFailed(msg('`{name}` is not a number ({what}). The signature asks for a single one.', { name, what }), detail);
  if (expected === 'number[]' && what === 'nestedArray') return new CheckFailed(msg('`{name}` is an array of arrays. The signature asks for an array of numbers, one for each row.', { name }), { actual: 'number[][]', expected });
  if (expected === 'number[]' && what === 'number') return new CheckFailed(msg('`{name}` is a single number. The signature asks for an array of numbers, one for each row.', { name }), detail);
  switch (what) {
    case 'numbers':
    case 'nestedArray':
      return new CheckFailed(msg('`{name}` is a plain array. The signature asks for a tensor: wrap it in `tf.tensor`.', { name }), { actual: 'number[]', expected });
    case 'tensorArray':
      return new CheckFailed(msg('`{name}` is an array of tensors. Look at the return type in the signature.', { name }), { actual: 'tf.Tensor[]', expected });
    case 'mixedArray':
      return new CheckFailed(msg('`{name}` is an array, but not every entry of it is a number.', { name }), { actual: 'Array', expected });
    case 'record':
      return new CheckFailed(msg('`{name}` is an object. Look at the return type in the signature.', { name }), { actual: 'object', expected });
    case 'number':
      return new CheckFailed(msg('`{name}` is a plain number. The signature asks for a tensor: `tf.scalar` makes one.', { name }), { actual: 'number', expected });
    case 'tensor':
      return new CheckFailed(msg('`{name}` is a tensor. The signature asks for an array of numbers: `dataSync` reads them.', { name }), { actual: 'tf.Tensor', expected });
    default:
      return new CheckFailed(msg('`{name}` is of the wrong kind ({what}). Look at the return type in the signature.', { name, what }), { actual: what, expected });
  }
}

/** The tensor in `plain`, with the expected shape. @throws CheckFailed */
export function tensorOf(plain: Plain, name: string, shape: readonly number[]): Matrix {
  if (plain.type !== 'tensor') throw wrongKind(plain, name, 'tf.Tensor');
  const isScalar = shape.length === 0 && plain.values.length === 1 && plain.shape.length <= 1;
  if (!isScalar && plain.shape.join() !== shape.join()) {
    const transposed = shape.length === 2 && plain.shape.join() === [...shape].reverse().join();
    throw new CheckFailed(
      transposed
        ? msg('`{name}` has shape {actual} instead of {expected}: rows and columns are swapped.', { name, actual: showShape(plain.shape), expected: showShape(shape) })
        : msg('`{name}` has shape {actual} instead of {expected}. Write the shapes beside each operation and find the first that differs.', { name, actual: showShape(plain.shape), expected: showShape(shape) }),
      { expected: showShape(shape), actual: showShape(plain.shape) },
    );
  }
  return { shape: [...shape], values: Float64Array.from(plain.values) };
}

/** What a function returned as an object, which may lack properties: each is asked for with `fieldOf`. */
export interface Fields {
  /** How the learner knows the object, for example `forward()`. */
  name: string;
  names: readonly string[];
  found: ReadonlyMap<string, Plain>;
}

/** The properties of an object. @throws CheckFailed when it is none */
export function fieldsOf(plain: Plain, name: string, names: readonly string[]): Fields {
  if (plain.type !== 'record') throw wrongObject(plain, name, names);
  return { name, names, found: new Map(plain.entries) };
}

/** The tensor in a property, with the expected shape. @throws CheckFailed */
export function fieldOf({ name, names, found }: Fields, field: string, shape: readonly number[]): Matrix {
  const plain = found.get(field);
  if (plain) return tensorOf(plain, `${name}.${field}`, shape);
  throw new CheckFailed(msg('`{name}` has no property `{field}`.', { name, field }), { expected: `{ ${names.join(', ')} }`, actual: `{ ${[...found.keys()].slice(0, 10).join(', ')} }` });
}

function wrongObject(plain: Plain, name: string, names: readonly string[]): CheckFailed {
  const expected = `{ ${names.join(', ')} }`;
  const what = plain.type === 'other' ? plain.what : plain.type;
  if (what === 'undefined' || what === 'promise') return wrongKind(plain, name, expected);
  return new CheckFailed(msg('`{name}` is not an object with the properties {expected}.', { name, expected }), { expected, actual: what });
}

/** @throws CheckFailed at the first entry that is not finite or not near enough; `look` says where to look next. */
export function expectNear(actual: Matrix, expected: Matrix, name: string, look: Message, tolerance: Tolerance = 'value'): void {
  const largest = expected.values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  for (let i = 0; i < expected.values.length; i++) {
    const a = actual.values[i]!;
    const e = expected.values[i]!;
    if (Math.abs(a - e) <= allowed(tolerance, e, largest)) continue;
    const at = `${name}${indexText(i, expected.shape)}`;
    const detail = { expected: `${at} = ${show(e)}`, actual: `${at} = ${show(a)}` };
    if (!Number.isFinite(a)) throw new CheckFailed(msg('`{at}` is {value}. Which operation before it can overflow, divide by zero or take the logarithm of zero?', { at, value: String(a) }), detail);
    throw new CheckFailed(look, detail);
  }
}

/** The numbers of an array or typed array, however many. @throws CheckFailed */
export function numbersIn(plain: Plain, name: string): Float64Array {
  if (plain.type !== 'numbers') throw wrongKind(plain, name, 'number[]');
  return plain.values;
}

/** The numbers of an array or typed array. @throws CheckFailed */
export function numbersOf(plain: Plain, name: string, length: number): Float64Array {
  const values = numbersIn(plain, name);
  if (values.length === length) return values;
  throw new CheckFailed(msg('`{name}` has {actual} entries instead of {expected}: one for each row is asked.', { name, actual: values.length, expected: length }), { expected: String(length), actual: String(values.length) });
}
