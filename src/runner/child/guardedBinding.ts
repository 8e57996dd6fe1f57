/** An attribute of an operation, as tfjs-node writes it. */
type Attribute = { name: string; type: number; value: unknown };
type Made = { id: number; shape: number[]; dtype: number };
/** What a tensor is made from: numbers, or an array of bytes for each string. */
type Contents = Float32Array | Int32Array | Uint8Array | Uint8Array[];

/** The native module tfjs_binding.node, as far as tfjs-node's backend uses it. */
export interface TfjsBinding {
  readonly TF_Version: string;
  createTensor(shape: number[], dtype: number, contents: Contents): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number): Made[];
  getNumOfTensors(): number;
  isUsingGpuDevice(): boolean;
}

/** The bound on a tensor's elements, that of a typed array. */
const MOST_ELEMENTS = 2 ** 33;

/**
 * The native module behind a wall. TensorFlow has operations that read and write files, load libraries and
 * open sockets, and native code stands outside Node's permission model, while `tf.backend().binding` is
 * within the learner's reach. Only `operations` go through, by name, with contents of the size that the
 * shape says; loading models is not there. Nothing here can be replaced, and what it calls is held in
 * variables of its own.
 */
export function guarded(real: TfjsBinding, operations: readonly string[]): TfjsBinding {
  const allowed = Object.create(null) as Record<string, true>;
  for (const name of operations) allowed[name] = true;
  Object.freeze(allowed);
  const { createTensor, deleteTensor, tensorDataSync, executeOp, getNumOfTensors, isUsingGpuDevice } = real;
  const { isArray } = Array;
  const { isInteger } = Number;
  const isView = ArrayBuffer.isView.bind(ArrayBuffer);
  const [Floats, Integers, Bytes] = [Float32Array, Int32Array, Uint8Array];
  // TF_FLOAT and its like, and TF_Version; they are not enumerable.
  const constants: Record<string, unknown> = {};
  for (const name of Object.getOwnPropertyNames(real)) if (name.startsWith('TF_')) constants[name] = real[name as keyof TfjsBinding];

  const sizeOf = (shape: number[]): number => {
    let size = 1;
    for (let i = 0; i < shape.length; i++) {
      const side = shape[i]!;
      if (!isInteger(side) || side < 0) throw new Error('A tensor has a negative or broken side.');
      size *= side;
    }
    if (size > MOST_ELEMENTS) throw new Error('A tensor of this size is not possible.');
    return size;
  };

  /**
   * TensorFlow would go on reading the very memory that it is given, so it gets a copy: the learner can
   * transfer the buffer away, or write other numbers into it.
   */
  const copyOf = (contents: Contents, size: number): Contents => {
    if (contents instanceof Floats) return new Floats(contents);
    if (contents instanceof Integers) return new Integers(contents);
    if (isView(contents)) return new Bytes(contents);
    if (!isArray(contents) || contents.length !== size) throw new Error('A tensor of strings needs as many strings as its shape says.');
    const copies = new Array<Uint8Array>(size);
    for (let i = 0; i < size; i++) copies[i] = new Bytes(contents[i]!);
    return copies;
  };

  return Object.freeze({
    ...(constants as { TF_Version: string }),
    createTensor(shape: number[], dtype: number, contents: Contents) {
      const sides = [...shape];
      return createTensor(sides, dtype, copyOf(contents, sizeOf(sides)));
    },
    executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number) {
      if (typeof name !== 'string' || allowed[name] !== true) throw new Error(`The operation ${String(name)} is not available here.`);
      return executeOp(name, attributes, inputs, outputs);
    },
    deleteTensor: (id: number) => deleteTensor(id),
    tensorDataSync: (id: number) => tensorDataSync(id),
    getNumOfTensors: () => getNumOfTensors(),
    isUsingGpuDevice: () => isUsingGpuDevice(),
  });
}
