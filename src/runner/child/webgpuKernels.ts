import tf, { backend_util, util, type DataType, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs';
import { argMinMaxProgram, correctShaders } from './webgpuShaders';

type Info = TensorInfo;
type Results = Info | Info[];
type Inputs = Record<string, Info | Info[] | undefined>;
type Arguments = Parameters<KernelConfig['kernelFunc']>[0];
type Kernel = KernelConfig['kernelFunc'];

/** What the kernels here use of a backend, beyond its interface. */
interface Backend {
  readSync(id: object): Float32Array;
  makeTensorInfo(shape: number[], dtype: DataType, values: unknown): Info;
  disposeData(id: object): void;
  runWebGPUProgram(program: object, inputs: Info[], dtype: DataType, uniforms: object[]): Info;
}

/**
 * Kernels that `cpu` computes for `webgpu`, because WGSL promises too little of them (its `sin` and `asin`
 * may be wrong by 5e-4), because upstream's differ in ties, signs or seeds or are wrong (as README.md of
 * src/runner/trainingKernels lists for `cpu`), or because there is none.
 * No network of the exercises spends its time in them.
 */
const COMPUTED_BY_CPU = [
  ...['Sin', 'Cos', 'Tan', 'Asin', 'Acos', 'Atan', 'Atan2', 'Sinh', 'Cosh', 'Asinh', 'Acosh', 'Atanh'],
  ...['Mod', 'FloorDiv', 'TopK', 'Multinomial', 'NonMaxSuppressionV3', 'NonMaxSuppressionV5'],
  ...['AvgPool3DGrad', 'MaxPool3DGrad', 'ResizeBilinearGrad'],
];

/** Kernels that upstream computes in float32 even for whole numbers, of which those above 2^24 do not fit. */
const EXACT_FOR_INT32 = ['Add', 'Sub', 'Multiply', 'SquaredDifference', 'Pow', 'Neg', 'Abs', 'Square', 'Reciprocal'];

/** An axis longer than this is searched by the processor: on the GPU it would be one thread's work. */
const LONGEST_SEARCH = 4096;

/**
 * Makes the kernels of `webgpu` agree with those of `cpu`: single results within 1e-4 of their size or 1e-5,
 * whichever is more; indices, ties, NaN and infinities exactly, but for the
 * sign of a negative zero. Shown by test/runner/webgpu.
 */
export function correctKernels(): void {
  correctShaders();
  const own: Record<string, Kernel> = { Relu6: relu6, ArgMax: argMinMax('max'), ArgMin: argMinMax('min'), AvgPoolGrad: avgPoolGrad(tf.getKernel('AvgPoolGrad', 'webgpu').kernelFunc) };
  for (const name of ['DepthwiseConv2dNativeBackpropFilter', 'DepthwiseConv2dNativeBackpropInput']) own[name] = undilated(tf.getKernel(name, 'webgpu').kernelFunc);
  const onGpu = new Map(tf.getKernelsForBackend('webgpu').map((config) => [config.kernelName, config]));
  for (const { kernelName, kernelFunc: onCpu } of tf.getKernelsForBackend('cpu')) {
    const config = onGpu.get(kernelName);
    const gpu = own[kernelName] ?? config?.kernelFunc;
    const always = !gpu || COMPUTED_BY_CPU.includes(kernelName);
    const exact = EXACT_FOR_INT32.includes(kernelName);
    if (config) tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({
      ...config,
      kernelName,
      backendName: 'webgpu',
      kernelFunc: (args) => {
        const inputs = args.inputs as Inputs;
        // Upstream's shaders read past the end of tensors without entries.
        return always || someIs(isEmpty, inputs) || (exact && !someIs(isNotInt32, inputs)) ? computeOnCpu(onCpu, args) : gpu(args);
      },
    });
  }
}

const isEmpty = ({ shape }: Info): boolean => {
  for (let i = 0; i < shape.length; i++) if (shape[i] === 0) return true;
  return false;
};
const isNotInt32 = ({ dtype }: Info): boolean => dtype !== 'int32';

function someIs(test: (info: Info) => boolean, inputs: Inputs): boolean {
  for (const name in inputs) {
    const input = inputs[name];
    if (!input) continue;
    if (!Array.isArray(input)) {
      if (test(input)) return true;
    } else if (input.some(test)) return true;
  }
  return false;
}

/** Runs a kernel of the `cpu` backend on values that are read back, and takes its results over. */
function computeOnCpu(kernel: Kernel, { inputs, attrs, backend }: Arguments): Results {
  const gpu = backend as Backend;
  const cpu = cpuBackend();
  const copied: Info[] = [];
  const copy = (info: Info): Info => {
    const copy = cpu.makeTensorInfo(info.shape, info.dtype, gpu.readSync(info.dataId));
    copied.push(copy);
    return copy;
  };
  const moved = (Array.isArray(inputs) ? [] : {}) as Inputs;
  for (const [name, input] of Object.entries(inputs as Inputs)) if (input) moved[name] = Array.isArray(input) ? input.map(copy) : copy(input);
  const results = kernel({ inputs: moved as Arguments['inputs'], attrs, backend: cpu });
  const back = (info: Info): Info => {
    const values = cpu.readSync(info.dataId);
    copied.push(info);
    return gpu.makeTensorInfo(info.shape, info.dtype, values.slice());
  };
  const taken = Array.isArray(results) ? results.map(back) : back(results);
  for (const { dataId } of copied) cpu.disposeData(dataId);
  return taken;
}

function cpuBackend(): Backend {
  const cpu = tf.findBackend('cpu') as unknown as Backend & { firstUse?: boolean };
  cpu.firstUse = false; // an advertisement for tfjs-node, which would stand in the learner's output
  return cpu;
}

/** Upstream's makes 0 of NaN. */
const relu6: Kernel = ({ inputs, backend }) => tf.getKernel('ClipByValue', 'webgpu').kernelFunc({ inputs, backend, attrs: { clipValueMin: 0, clipValueMax: 6 } });

const argMinMax =
  (type: 'min' | 'max'): Kernel =>
  ({ inputs, attrs, backend }) => {
    const gpu = backend as Backend;
    const x = inputs.x as Info;
    const [axis] = util.parseAxisParam((attrs as { axis: number }).axis, x.shape);
    if (x.shape[axis!]! > LONGEST_SEARCH) return computeOnCpu(tf.getKernel(type === 'max' ? 'ArgMax' : 'ArgMin', 'cpu').kernelFunc, { inputs, attrs, backend });
    const perm = backend_util.getAxesPermutation([axis!], x.shape.length);
    const turned = perm ? (tf.getKernel('Transpose', 'webgpu').kernelFunc({ inputs: { x }, backend, attrs: { perm } }) as Info) : x;
    const { dataId, dtype } = gpu.runWebGPUProgram(argMinMaxProgram(turned.shape, type), [turned], 'int32', [{ type: 'float32', data: [-Infinity] }]);
    if (perm) gpu.disposeData(turned.dataId);
    return { dataId, dtype, shape: turned.shape.slice(0, -1) };
  };

/** Layers leave out the dilation where there is none; upstream's kernels need it. */
const undilated =
  (upstream: Kernel): Kernel =>
  ({ inputs, attrs, backend }) =>
    upstream({ inputs, attrs: { ...attrs, dilations: attrs?.dilations ?? [1, 1] }, backend });

/**
 * Upstream divides by the size of the window, also where the window hangs over the edge and the mean was of
 * fewer numbers: there dy is made larger in proportion.
 */
const avgPoolGrad =
  (upstream: Kernel): Kernel =>
  ({ inputs, attrs, backend }) => {
    const gpu = backend as Backend;
    const { dy, input } = inputs as Record<'dy' | 'input', Info>;
    const { filterSize, strides, pad } = attrs as { filterSize: [number, number]; strides: [number, number]; pad: 'same' | 'valid' | number };
    const { padInfo, outHeight, outWidth, inHeight, inWidth, strideHeight, strideWidth, filterHeight, filterWidth } = backend_util.computePool2DInfo(input.shape as [number, number, number, number], filterSize, strides, 1, pad);
    const inside = (out: number, stride: number, before: number, size: number, length: number): number => Math.min(out * stride - before + size, length) - Math.max(out * stride - before, 0);
    const shares = Float32Array.from({ length: outHeight * outWidth }, (_, i) => {
      const rows = inside(Math.floor(i / outWidth), strideHeight, padInfo.top, filterHeight, inHeight);
      return (filterHeight * filterWidth) / (rows * inside(i % outWidth, strideWidth, padInfo.left, filterWidth, inWidth));
    });
    if (shares.every((share) => share === 1)) return upstream({ inputs, attrs, backend });
    const share = gpu.makeTensorInfo([1, outHeight, outWidth, 1], 'float32', shares);
    const enlarged = tf.getKernel('Multiply', 'webgpu').kernelFunc({ inputs: { a: dy, b: share }, backend, attrs: {} }) as Info;
    const result = upstream({ inputs: { dy: enlarged, input }, attrs, backend });
    for (const { dataId } of [share, enlarged]) gpu.disposeData(dataId);
    return result;
  };
