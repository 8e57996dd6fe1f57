import { einsum } from './einsum';
import { conv3DBackpropFilter, conv3DBackpropInput } from './loopsConv3d';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './loopsDepthwise';
import { type Loop, loopKernel } from './loop';
import { avgPoolGrad, maxPoolGrad } from './loopsPool2d';
import { avgPool3DGrad, maxPool3D, maxPool3DGrad } from './loopsPool3d';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './loopsResize';
import { unsortedSegmentSum } from './loopsSegmentSum';
import { sumOfRows } from './loopsSum';
import { replace } from './registry';
import type { Kernel, TensorFlow, TensorInfo, WasmBackend } from './tensorflow';
import { complex, complexAbs, imag, real } from './wasmComplex';
import { conv2dBackpropFilter, withExplicitPadding } from './wasmConv2d';
import { conv2dBackpropInput } from './wasmConv2dBackpropInput';
import { batchMatMul } from './wasmMatMul';
import { onCpu } from './wasmOnCpu';

/** Kernels that run on the heap in JavaScript. */
const LOOPS: Record<string, Loop> = {
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Conv3DBackpropFilterV2: conv3DBackpropFilter,
  Conv3DBackpropInputV2: conv3DBackpropInput,
  MaxPoolGrad: maxPoolGrad,
  AvgPoolGrad: avgPoolGrad,
  MaxPool3D: maxPool3D,
  MaxPool3DGrad: maxPool3DGrad,
  AvgPool3DGrad: avgPool3DGrad,
  ResizeBilinearGrad: resizeBilinearGrad,
  ResizeNearestNeighborGrad: resizeNearestNeighborGrad,
};

/** Stock kernels that read complex numbers as something else; the JavaScript backend's know them. */
const WITH_COMPLEX_NUMBERS = ['Add', 'Sub', 'Multiply', 'RealDiv', 'Cast', 'Concat', 'ZerosLike', 'OnesLike', 'Transpose', 'Pack', 'Unpack', 'Tile', 'GatherV2', 'PadV2', 'Neg', 'Sum', 'Abs', 'SplitV', 'StridedSlice', 'Reverse'];

/** Everything that backend wasm lacks, does wrong or does slowly, for training. */
export function registerWasmKernels(tf: TensorFlow): void {
  for (const [name, loop] of Object.entries(LOOPS)) replace(tf, name, 'wasm', (stock) => loopKernel(tf, 'wasm', loop, stock));
  replace(tf, 'UnsortedSegmentSum', 'wasm', () => loopKernel(tf, 'wasm', unsortedSegmentSum, onCpu(tf, 'UnsortedSegmentSum')));

  for (const name of ['Conv2D', 'FusedConv2D']) replace(tf, name, 'wasm', (stock) => withExplicitPadding(tf, stock!, false));
  for (const name of ['DepthwiseConv2dNative', 'FusedDepthwiseConv2D']) replace(tf, name, 'wasm', (stock) => withExplicitPadding(tf, stock!, true));
  replace(tf, 'Conv2DBackpropFilter', 'wasm', () => conv2dBackpropFilter(tf));
  replace(tf, 'Conv2DBackpropInput', 'wasm', (stock) => conv2dBackpropInput(tf, stock!));
  replace(tf, 'BatchMatMul', 'wasm', (stock) => batchMatMul(tf, stock!, onCpu(tf, 'BatchMatMul')));
  replace(tf, 'Einsum', 'wasm', () => einsum(tf, 'wasm', onCpu(tf, 'Einsum')));

  replace(tf, 'Identity', 'wasm', (stock) => share(stock!));
  replace(tf, 'Slice', 'wasm', (stock) => unlessComplex(onCpu(tf, 'Slice'), withinBounds(tf, stock!)));

  replace(tf, 'Complex', 'wasm', () => complex);
  replace(tf, 'Real', 'wasm', () => real);
  replace(tf, 'Imag', 'wasm', () => imag);
  replace(tf, 'ComplexAbs', 'wasm', () => complexAbs);
  replace(tf, 'Sum', 'wasm', (stock) => unlessComplex(onCpu(tf, 'Sum'), loopKernel(tf, 'wasm', sumOfRows, stock)));
  for (const name of WITH_COMPLEX_NUMBERS) {
    if (tf.getKernel(name, 'wasm')) replace(tf, name, 'wasm', (stock) => unlessComplex(onCpu(tf, name), stock!));
  }

  // What is still missing is rare: ragged tensors, regular expressions, FFT.
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) {
    if (!tf.getKernel(kernelName, 'wasm')) replace(tf, kernelName, 'wasm', () => onCpu(tf, kernelName));
  }
}

/** A clone shares the numbers, as on backend cpu; the stock kernel copies them, at every clone and every tensor kept for a gradient. */
const share =
  (stock: Kernel<WasmBackend>): Kernel<WasmBackend> =>
  (call) => {
    const { x } = call.inputs as Record<string, TensorInfo>;
    if (x!.dtype === 'string') return stock(call);
    call.backend.incRef(x!.dataId);
    return { dataId: x!.dataId, shape: x!.shape, dtype: x!.dtype };
  };

/** A slice beyond the end is an error, as on every other backend; the stock kernel fills up with zeros. */
const withinBounds =
  (tf: TensorFlow, stock: Kernel<WasmBackend>): Kernel<WasmBackend> =>
  (call) => {
    const { x } = call.inputs as Record<string, TensorInfo>;
    const { begin, size } = call.attrs as unknown as { begin: number[]; size: number[] };
    const [from, sizes] = tf.slice_util.parseSliceParams(x as never, begin, size);
    tf.slice_util.assertParamsValid(x as never, from!, sizes!);
    return stock(call);
  };

const unlessComplex =
  (forComplex: Kernel<WasmBackend>, stock: Kernel<WasmBackend>): Kernel<WasmBackend> =>
  (call) => {
    for (const t of Object.values<TensorInfo | undefined>(call.inputs)) if (t?.dtype === 'complex64') return forComplex(call);
    return stock(call);
  };
