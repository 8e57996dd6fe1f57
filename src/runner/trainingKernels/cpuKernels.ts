import { avgPoolGrad, maxPool, maxPoolGrad } from './loopsPool2d';
import { avgPool3DGrad, maxPool3D, maxPool3DGrad } from './loopsPool3d';
import { einsum } from './einsum';
import { conv3DBackpropFilter, conv3DBackpropInput } from './loopsConv3d';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './loopsDepthwise';
import { type Loop, loopKernel } from './loop';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './loopsResize';
import { unsortedSegmentSum } from './loopsSegmentSum';
import { sumOfRows } from './loopsSum';
import { replace } from './registry';
import type { TensorFlow } from './tensorflow';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput, fused } from './cpuConv2d';
import { ELEMENTWISE } from './cpuElementwise';
import { batchMatMul } from './cpuMatMul';

const LOOPS: Record<string, Loop> = {
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Conv3DBackpropFilterV2: conv3DBackpropFilter,
  Conv3DBackpropInputV2: conv3DBackpropInput,
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  AvgPoolGrad: avgPoolGrad,
  MaxPool3D: maxPool3D,
  MaxPool3DGrad: maxPool3DGrad,
  AvgPool3DGrad: avgPool3DGrad,
  ResizeBilinearGrad: resizeBilinearGrad,
  ResizeNearestNeighborGrad: resizeNearestNeighborGrad,
  UnsortedSegmentSum: unsortedSegmentSum,
  BatchMatMul: batchMatMul,
  Sum: sumOfRows,
  ...ELEMENTWISE,
};

/** Kernels of the JavaScript backend: the slow ones again as loops over typed arrays. */
export function registerCpuKernels(tf: TensorFlow): void {
  for (const [name, loop] of Object.entries(LOOPS)) replace(tf, name, 'cpu', (stock) => loopKernel(tf, 'cpu', loop, stock));
  replace(tf, 'Einsum', 'cpu', (stock) => einsum(tf, 'cpu', stock!));
  replace(tf, 'FusedConv2D', 'cpu', (stock) => fused(tf, 'Conv2D', stock!, ({ x, filter }) => ({ x, filter })));
  replace(tf, '_FusedMatMul', 'cpu', (stock) => fused(tf, 'BatchMatMul', stock!, ({ a, b }) => ({ a, b })));
}
