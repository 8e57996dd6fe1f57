import type { LayersModel, Tensor, layers } from '@tensorflow/tfjs';
import { tf } from './tf';

/** So many of a tensor's entries stand in its line. */
const IN_LINE = 6;
/** So many at most are shown one by one where it is opened. */
const OPENED = 4_096;

type Layer = layers.Layer;

/**
 * js-debug shows an object by what these two give instead of by its fields, which of a tensor say nothing of
 * what it holds: https://github.com/microsoft/vscode-js-debug/blob/main/OPTIONS.md
 */
const DESCRIPTION = Symbol.for('debug.description');
const PROPERTIES = Symbol.for('debug.properties');

/**
 * Lets a debugger show tensors and models in the terms in which people think of them. V8 lets a debugger ask only
 * for what changes nothing, and takes `Array.from`, an object's spread and all native code of others for a change.
 */
export function describeForDebugger(): void {
  show(tf.Tensor.prototype, tensorLine, tensorFields);
  show(tf.LayersModel.prototype, modelLine, modelFields);
  show(tf.layers.Layer.prototype, layerLine);
}

/** Neither may throw: a debugger that asks in the middle of the learner's code must not see our fault. */
function show<T extends object>(prototype: T, line: (of: T) => string, fields?: (of: T) => object): void {
  const name = prototype.constructor.name.replace(/^_/, ''); // the bundler's, of a class that names itself
  const define = (symbol: symbol, value: (this: T) => unknown) => Object.defineProperty(prototype, symbol, { value, enumerable: false, configurable: true, writable: true });
  define(DESCRIPTION, function () {
    try {
      return line(this);
    } catch {
      return name;
    }
  });
  if (fields)
    define(PROPERTIES, function () {
      try {
        return fields(this);
      } catch {
        return this;
      }
    });
}

/** `Tensor [2, 3] float32 [0.1234, -0.56, 1, 0, 0, 2]` */
function tensorLine(tensor: Tensor): string {
  const what = `${tensor.constructor.name} [${tensor.shape.join(', ')}] ${tensor.dtype}`;
  if (tensor.isDisposed) return `${what}, disposed`;
  const values = read(tensor);
  if (values === undefined) return what;
  const first: string[] = [];
  for (let i = 0; i < values.length && i < IN_LINE; i++) first.push(shortly(values[i]!));
  if (tensor.rank === 0) return `${what} ${first[0]}`;
  return `${what} [${first.join(', ')}${values.length > IN_LINE ? ', …' : ''}]`;
}

type Fields = Record<string, unknown>;

function tensorFields(tensor: Tensor): Fields {
  const { shape, dtype, size } = tensor;
  const fields: Fields = { shape, dtype, size };
  const values = tensor.isDisposed ? undefined : read(tensor);
  if (tensor.isDisposed) fields.disposed = true;
  if (values === undefined) return fields;
  outline(values, fields);
  open(values, shape, fields);
  return fields;
}

/** The entries in row-major order, without a tensor being made; undefined where they cannot be had at once. */
function read(tensor: Tensor): ArrayLike<number | string> | undefined {
  // Two numbers for each entry: neither order nor count are what the shape says.
  if (tensor.dtype === 'complex64') return undefined;
  try {
    return tensor.dataSync();
  } catch {
    return undefined; // they lie on a GPU
  }
}

/** Of the finite entries; how many are not numbers. */
function outline(values: ArrayLike<number | string>, fields: Fields): void {
  let [min, max, sum, finite, nan] = [Infinity, -Infinity, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'number') return;
    if (Number.isNaN(value)) nan++;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    finite++;
  }
  if (finite > 0) {
    fields.min = min;
    fields.max = max;
    fields.mean = sum / finite;
  }
  if (nan > 0) fields.NaN = nan;
}

/** As nested arrays, like `arraySync`; of a large tensor as many of the outermost ones as fit, or of entries. */
function open(values: ArrayLike<number | string>, shape: number[], fields: Fields): void {
  const [rows = 1, ...inner] = shape;
  const row = inner.reduce((product, length) => product * length, 1);
  let at = 0;
  const nest = ([length = 0, ...rest]: number[]): unknown[] => {
    const list: unknown[] = [];
    for (let i = 0; i < length; i++) list.push(rest.length > 0 ? nest(rest) : values[at++]);
    return list;
  };
  const shown = Math.min(rows, Math.floor(OPENED / Math.max(1, row)));
  if (shape.length === 0) fields.value = values[0];
  else if (shown === rows) fields.values = nest(shape);
  else if (shown > 0) fields[`values, first ${shown} of ${rows}`] = nest([shown, ...inner]);
  else fields[`values, first ${OPENED} of ${values.length}`] = nest([OPENED]);
}

const shortly = (value: number | string): string => (typeof value === 'string' ? JSON.stringify(value) : String(Number(value.toPrecision(4))));

/** `Sequential [null, 2] → [null, 1], 3 layers, 41 parameters` */
function modelLine(model: LayersModel): string {
  const { layers, inputs = [], outputs = [] } = model;
  const name = model.getClassName();
  // A sequential model has no shapes before its first layer has one.
  if (inputs.length === 0) return `${name}, ${counted(layers.length, 'layer')}`;
  return `${name} ${shapes(inputs)} → ${shapes(outputs)}, ${counted(layers.length, 'layer')}, ${counted(parametersOf(layers), 'parameter')}`;
}

function modelFields(model: LayersModel): object {
  const { layers, inputs = [], outputs = [] } = model;
  return { inputs: inputs.map(({ shape }) => shape), outputs: outputs.map(({ shape }) => shape), parameters: parametersOf(layers), layers };
}

/** Not the model's own count, which builds a model that is not built. */
const parametersOf = (layers: readonly Layer[]): number => layers.reduce((sum, layer) => sum + (layer.built ? layer.countParams() : 0), 0);

/** `Dense dense_1 → [null, 16], 48 parameters` */
function layerLine(layer: Layer): string {
  const what = `${layer.getClassName()} ${layer.name}`;
  return layer.built ? `${what} → ${JSON.stringify(layer.outputShape).replaceAll(',', ', ')}, ${counted(layer.countParams(), 'parameter')}` : `${what}, not built`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const shapes = (tensors: readonly { shape: (number | null)[] }[]): string => tensors.map(({ shape }) => `[${shape.map(String).join(', ')}]`).join(', ');
