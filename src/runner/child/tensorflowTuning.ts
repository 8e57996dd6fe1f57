/**
 * Makes training on the backend `tensorflow` faster without changing what it computes (test/bench/README.md
 * has the figures). tfjs-node puts a step together from many small operations where TensorFlow has one.
 */
import type * as tfjs from '@tensorflow/tfjs';
import type { AdamOptimizer, NamedTensorMap, Tensor, TensorInfo, Variable } from '@tensorflow/tfjs';
import type { TfjsBinding } from './guardedBinding';

type Attributes = Parameters<TfjsBinding['executeOp']>[1];
type Made = ReturnType<TfjsBinding['executeOp']>[number];

/** What is used of tfjs-node's backend. */
export interface NodeBackend {
  getInputTensorIds(tensors: TensorInfo[]): number[];
  createOutputTensor(made: Made): Tensor;
  incRef(dataId: object): void;
}
type AttributeTypes = Record<'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_ATTR_SHAPE' | 'TF_FLOAT', number>;

/** To be called before the native module is loaded: TensorFlow reads its environment then. */
export function tuneEnvironment(): void {
  // oneDNN's convolutions; TensorFlow itself takes them only on processors with VNNI.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
}

/**
 * Replaces kernels and gradients of the backend `tensorflow`, and what Adam does on it. To be called once,
 * when the backend is the current one, before the learner's file is loaded.
 * @param binding the native module itself: the operations used here are not among those open to the learner
 */
export function tune(tf: typeof tfjs, backend: NodeBackend, binding: TfjsBinding): void {
  const native = operations(backend, binding);
  tuneViews(tf, backend);
  tuneRelu(tf, native);
  if (!binding.isUsingGpuDevice()) tuneMaxPool(tf, native);
  tuneAdam(tf, native);
}

/** Runs operations by name, on tensors and on handles of TensorFlow's variables. */
function operations(backend: NodeBackend, binding: TfjsBinding) {
  const types = binding as unknown as AttributeTypes;
  // Taken now: what the learner can reach can be replaced.
  const { executeOp, deleteTensor } = binding;
  const idsOf = backend.getInputTensorIds.bind(backend);
  const tensorOf = backend.createOutputTensor.bind(backend);
  return {
    idsOf,
    /** Executes on ids and gives ids. */
    raw: (name: string, attributes: Attributes, inputs: number[], outputs: number): number[] => executeOp(name, attributes, inputs, outputs).map(({ id }) => id),
    one: (name: string, attributes: Attributes, inputs: number[]): Tensor => tensorOf(executeOp(name, attributes, inputs, 1)[0]!),
    free: (ids: number[]): void => ids.forEach((id) => deleteTensor(id)),
    float: (name: string) => ({ name, type: types.TF_ATTR_TYPE, value: types.TF_FLOAT }),
    ints: (name: string, value: number[]) => ({ name, type: types.TF_ATTR_INT, value }),
    text: (name: string, value: string) => ({ name, type: types.TF_ATTR_STRING, value }),
    flag: (name: string, value: boolean) => ({ name, type: types.TF_ATTR_BOOL, value }),
    shape: (name: string, value: number[]) => ({ name, type: types.TF_ATTR_SHAPE, value }),
  };
}
type Operations = ReturnType<typeof operations>;

/** Gradients reshape to the same shape and cast to the same type, to be safe: the tensor itself will do. */
function tuneViews(tf: typeof tfjs, backend: NodeBackend): void {
  const incRef = backend.incRef.bind(backend);
  const asItIs = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => {
    incRef(dataId);
    return { dataId, shape, dtype };
  };
  const same = { Cast: (x: TensorInfo, attrs: object) => x.dtype === (attrs as { dtype: string }).dtype, Reshape: (x: TensorInfo, attrs: object) => tf.util.arraysEqual(x.shape, (attrs as { shape: number[] }).shape) };
  for (const name of ['Cast', 'Reshape'] as const) {
    const stock = tf.getKernel(name, 'tensorflow');
    replaceKernel(tf, name, (call) => (same[name](call.inputs.x as TensorInfo, call.attrs!) ? asItIs(call.inputs.x as TensorInfo) : stock.kernelFunc(call)));
  }
}

/**
 * Step (its slope at 0 is 0) is Sign after Relu; tfjs-node makes it of six operations and a tensor of ones
 * that JavaScript fills. The gradient of Relu is one operation.
 */
function tuneRelu(tf: typeof tfjs, native: Operations): void {
  const attributes = [native.float('T')];
  const step = tf.getKernel('Step', 'tensorflow');
  replaceKernel(tf, 'Step', (call) => {
    const { x } = call.inputs as { x: TensorInfo };
    const { alpha } = call.attrs as { alpha?: number };
    if (x.dtype !== 'float32' || alpha) return step.kernelFunc(call);
    return tf.tidy(() => native.one('Sign', attributes, native.idsOf([native.one('Relu', attributes, native.idsOf([x]))])));
  });

  // A kernel of its own with a gradient of its own, so that gradients of gradients go on.
  tf.registerKernel({ kernelName: 'ReluGrad', backendName: 'tensorflow', kernelFunc: ({ inputs: { dy, x } }) => native.one('ReluGrad', attributes, native.idsOf([dy!, x!])) });
  const reluGrad = (dy: Tensor, x: Tensor): Tensor => tf.engine().runKernel('ReluGrad', { dy, x });
  tf.registerGradient({ kernelName: 'ReluGrad', inputsToSave: ['x'], gradFunc: (ddy, [x]) => ({ dy: () => reluGrad(ddy as Tensor, x!), x: () => tf.zerosLike(x!) }) });
  const relu = tf.getGradient('Relu');
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    ...relu,
    gradFunc: (dy, saved, attrs) => {
      const x = saved[0]!;
      return x.dtype === 'float32' && tf.getBackend() === 'tensorflow' ? { x: () => reluGrad(dy as Tensor, x) } : relu.gradFunc(dy, saved, attrs);
    },
  });
}

/**
 * TensorFlow's MaxPoolGrad looks for the maxima one number at a time. oneDNN's pooling, which TensorFlow has
 * under a name that is not public, notes while pooling where they were: pooling again and giving back is
 * faster. Used where it is there (x86) and gives the same numbers for a sample with ties.
 */
function tuneMaxPool(tf: typeof tfjs, native: Operations): void {
  type Call = { inputs: Record<'dy' | 'input' | 'output', TensorInfo>; attrs: { filterSize: number | [number, number]; strides: number | [number, number]; pad: number | 'valid' | 'same'; dimRoundingMode?: 'floor' | 'round' | 'ceil' } };
  const stock = tf.getKernel('MaxPoolGrad', 'tensorflow');
  const kernel = (call: unknown): Tensor | undefined => {
    const { inputs, attrs } = call as Call;
    const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = tf.backend_util.computePool2DInfo(inputs.input.shape as [number, number, number, number], attrs.filterSize, attrs.strides, 1, attrs.pad, attrs.dimRoundingMode);
    if (inputs.input.dtype !== 'float32' || (padInfo.type !== 'VALID' && padInfo.type !== 'SAME')) return undefined;
    const attributes = [
      native.float('T'),
      native.ints('ksize', [1, filterHeight, filterWidth, 1]),
      native.ints('strides', [1, strideHeight, strideWidth, 1]),
      native.text('padding', padInfo.type),
      native.text('data_format', 'NHWC'),
      native.flag('workspace_enabled', true),
      native.text('_kernel', 'MklNameChangeOp'),
    ];
    const [input, dy] = native.idsOf([inputs.input, inputs.dy]);
    const pooled = native.raw('_MklNativeMaxPool', attributes, [input!], 2);
    try {
      return native.one('_MklNativeMaxPoolGrad', attributes, [input!, pooled[0]!, dy!, pooled[1]!]);
    } finally {
      native.free(pooled);
    }
  };

  const same = tf.tidy(() => {
    const input = tf.tensor4d([-3, -1, -1, -2, 0, 0, 5, 5, -7], [1, 3, 3, 1]);
    const call = { inputs: { input, output: tf.maxPool(input, 2, 1, 'valid'), dy: tf.tensor4d([1, 2, 4, 8], [1, 2, 2, 1]) }, attrs: { filterSize: 2, strides: 1, pad: 'valid' }, backend: tf.backend() };
    try {
      const [theirs, ours] = [stock.kernelFunc(call as never) as Tensor, kernel(call)!].map((tensor) => tensor.dataSync());
      return ours!.every((value, i) => value === theirs![i]);
    } catch {
      return false; // not in this build of TensorFlow
    }
  });
  if (same) replaceKernel(tf, 'MaxPoolGrad', (call) => kernel(call) ?? stock.kernelFunc(call));
}

/** A variable of TensorFlow's, and the numbers that it was given last, or gave. */
interface Twin {
  handle: number;
  dataId?: object;
}

/** The parts of Adam that its type keeps to itself. */
interface Adam {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  accBeta1: Variable;
  accBeta2: Variable;
  accumulatedFirstMoment: { originalName: string; variable: Variable }[];
  accumulatedSecondMoment: { originalName: string; variable: Variable }[];
  incrementIterations(): void;
}

/** `ResourceHandle::ANONYMOUS_NAME`: the variable lives as long as its handle. */
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * A step of Adam is 12 operations and 7 scalars per variable in TensorFlow.js, and one operation on variables
 * of TensorFlow. Its formula has epsilon elsewhere: with m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ),
 * α m̂ / (√v̂ + ε) = α √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε √(1 - β₂ᵗ)), so ε is scaled by √(1 - β₂ᵗ).
 * The moments live in TensorFlow; the optimizer's own variables are brought up to date when they are read.
 */
function tuneAdam(tf: typeof tfjs, native: Operations): void {
  const dtype = [native.float('dtype')];
  const apply = [native.float('T'), native.flag('use_locking', false), native.flag('use_nesterov', false)];
  const twins = new WeakMap<object, Twin[][]>();
  const twinOf = ({ shape }: Variable): Twin => ({ handle: native.raw('VarHandleOp', [...dtype, native.shape('shape', shape), native.text('container', ''), native.text('shared_name', ANONYMOUS)], [], 1)[0]! });
  const give = (twin: Twin, variable: Variable): void => {
    if (twin.dataId === variable.dataId) return;
    native.raw('AssignVariableOp', dtype, [twin.handle, ...native.idsOf([variable])], 0);
    twin.dataId = variable.dataId;
  };
  const take = (twin: Twin, variable: Variable): void => {
    tf.tidy(() => variable.assign(native.one('ReadVariableOp', dtype, [twin.handle])));
    twin.dataId = variable.dataId;
  };
  const zerosLike = (variable: Variable, name: string) => ({ originalName: name, variable: tf.tidy(() => tf.variable(tf.zerosLike(variable), false)) });

  const prototype = tf.AdamOptimizer.prototype;
  const { applyGradients, getWeights, dispose } = prototype;

  prototype.applyGradients = function (this: AdamOptimizer, gradients: NamedTensorMap | { name: string; tensor: Tensor }[]) {
    if (tf.getBackend() !== 'tensorflow') return applyGradients.call(this, gradients as Parameters<typeof applyGradients>[0]);
    const adam = this as unknown as Adam;
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    let mine = twins.get(this);
    if (!mine) twins.set(this, (mine = []));
    tf.tidy(() => {
      const epsilon = tf.mul(tf.sqrt(tf.sub(1, adam.accBeta2)), adam.epsilon);
      const scalars = native.idsOf([adam.accBeta1, adam.accBeta2, tf.scalar(adam.learningRate), tf.scalar(adam.beta1), tf.scalar(adam.beta2), epsilon]);
      list.forEach(({ name, tensor }, i) => {
        const value = tf.engine().registeredVariables[name]!;
        const m = (adam.accumulatedFirstMoment[i] ??= zerosLike(value, `${name}/m`)).variable;
        const v = (adam.accumulatedSecondMoment[i] ??= zerosLike(value, `${name}/v`)).variable;
        if (tensor == null) return;
        const three = [value, m, v];
        const own = (mine[i] ??= three.map(twinOf));
        three.forEach((variable, k) => give(own[k]!, variable));
        native.raw('ResourceApplyAdam', apply, [...own.map(({ handle }) => handle), ...scalars, ...native.idsOf([tensor])], 0);
        take(own[0]!, value);
      });
      adam.accBeta1.assign(tf.mul(adam.accBeta1, adam.beta1));
      adam.accBeta2.assign(tf.mul(adam.accBeta2, adam.beta2));
    });
    adam.incrementIterations();
  };
  prototype.getWeights = async function (this: AdamOptimizer) {
    const { accumulatedFirstMoment, accumulatedSecondMoment } = this as unknown as Adam;
    twins.get(this)?.forEach(([, m, v], i) => {
      take(m!, accumulatedFirstMoment[i]!.variable);
      take(v!, accumulatedSecondMoment[i]!.variable);
    });
    return await getWeights.call(this);
  };
  prototype.dispose = function (this: AdamOptimizer) {
    native.free((twins.get(this) ?? []).flat().map(({ handle }) => handle));
    twins.delete(this);
    dispose.call(this);
  };
}

function replaceKernel(tf: typeof tfjs, name: string, kernelFunc: tfjs.KernelFunc): void {
  const stock = tf.getKernel(name, 'tensorflow');
  tf.unregisterKernel(name, 'tensorflow');
  tf.registerKernel({ ...stock, kernelFunc });
}
