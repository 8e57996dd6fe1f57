/**
 * What tfjs-node 4.22 lacks, refuses or computes otherwise than the other backends, so that a file earns the
 * same grade on each. All of it is rare in training and goes through the JavaScript backend's kernels.
 */
import type * as tfjs from '@tensorflow/tfjs';
import type { DataType, KernelBackend, KernelConfig, TensorInfo } from '@tensorflow/tfjs';

type Kernel = KernelConfig['kernelFunc'];
type Call = Parameters<Kernel>[0];
type Attributes = Record<string, unknown>;

/** What both backends offer, and the classes of TensorFlow.js keep out of their types. */
interface Holder extends KernelBackend {
  readSync(dataId: object): tfjs.backend_util.BackendValues;
  write(values: tfjs.backend_util.BackendValues, shape: number[], dtype: DataType): object;
  disposeData(dataId: object, force?: boolean): boolean;
}

/** tfjs-node's convolutions and pools know only the paddings by name. */
const byNumber = ({ attrs }: Call) => typeof (attrs as Attributes).pad === 'number';
const dilated = ({ attrs }: Call) => {
  const { dilations } = attrs as { dilations?: number | number[] };
  return [dilations ?? 1].flat().some((d) => d > 1);
};
/** TensorFlow does not compute with booleans; the other backends take them for 0 and 1. */
const ofBooleans = ({ inputs }: Call) => Object.values(inputs).every((input) => (input)?.dtype === 'bool');

const WHEN: Record<string, (call: Call) => boolean> = {
  Conv2D: byNumber,
  Conv2DBackpropFilter: byNumber,
  Conv2DBackpropInput: byNumber,
  FusedConv2D: byNumber,
  MaxPool: byNumber,
  MaxPoolGrad: byNumber,
  AvgPool: byNumber,
  AvgPoolGrad: byNumber,
  // TensorFlow's kernels for the CPU have no dilation here.
  DepthwiseConv2dNative: (call) => byNumber(call) || dilated(call),
  DepthwiseConv2dNativeBackpropFilter: (call) => byNumber(call) || dilated(call),
  DepthwiseConv2dNativeBackpropInput: (call) => byNumber(call) || dilated(call),
  FusedDepthwiseConv2D: (call) => byNumber(call) || dilated(call),
  Add: ofBooleans,
  Sub: ofBooleans,
  Multiply: ofBooleans,
  // The same seed gives other draws, and probabilities are refused.
  Multinomial: () => true,
  // Fills up with zeros to the greatest number of boxes.
  NonMaxSuppressionV5: () => true,
  // A whole number is of dtype int32.
  FloorDiv: () => true,
};

/** To be called once, when all other kernels of the backend are registered. */
export function fillGaps(tf: typeof tfjs): void {
  const stock = new Map(tf.getKernelsForBackend('tensorflow').map((config) => [config.kernelName, config]));
  for (const config of tf.getKernelsForBackend('cpu')) {
    const { kernelName, kernelFunc } = config;
    const own = stock.get(kernelName);
    const when = WHEN[kernelName];
    if (own && !when) continue;
    const onCpu = throughCpu(tf, kernelFunc);
    if (own) tf.unregisterKernel(kernelName, 'tensorflow');
    tf.registerKernel({ ...own, kernelName, backendName: 'tensorflow', kernelFunc: own && when ? (call) => (when(call) ? onCpu(call) : own.kernelFunc(call)) : onCpu });
  }
}

/** Runs a kernel of the JavaScript backend on copies of the inputs, and brings its outputs back. */
function throughCpu(tf: typeof tfjs, kernel: Kernel): Kernel {
  return ({ inputs, attrs, backend }) => {
    const cpu = tf.findBackend('cpu');
    const ours = backend as Holder;
    const copies: TensorInfo[] = [];
    const copied = (info: TensorInfo): TensorInfo => {
      const copy = { ...info, dataId: cpu.write(ours.readSync(info.dataId), info.shape, info.dtype), shape: info.shape, dtype: info.dtype };
      copies.push(copy);
      return copy;
    };
    const names = Object.keys(inputs);
    const there = Array.isArray(inputs) ? (inputs as TensorInfo[]).map(copied) : Object.fromEntries(names.map((name) => [name, inputs[name] && copied(inputs[name])]));
    try {
      const made = kernel({ inputs: there as Call['inputs'], attrs, backend: cpu });
      const back = (info: TensorInfo): TensorInfo => {
        const { shape, dtype } = info;
        const values = cpu.readSync(info.dataId);
        if (!copies.some(({ dataId }) => dataId === info.dataId)) cpu.disposeData(info.dataId);
        return { dataId: ours.write(values, shape, dtype), shape, dtype };
      };
      return Array.isArray(made) ? made.map(back) : back(made);
    } finally {
      for (const { dataId } of copies) cpu.disposeData(dataId, true);
    }
  };
}
