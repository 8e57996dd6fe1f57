import { compose } from './compose';
import { convInfo } from './convInfo';
import { addProduct } from './gemm';
import type { Loop } from './loop';
import { forRuns, gatherPatches, patchBuffer, patchSize, scatterPatches } from './patches';
import type { CpuBackend, Inputs, Kernel, TensorFlow, TensorInfo } from './tensorflow';

/** Forward 2-D convolution: patches × filter. */
export const conv2d: Loop = (tf, { x, filter }, attrs) => {
  const c = convInfo(tf, x!.shape, filter!.shape, attrs);
  if (!c || x!.dtype !== 'float32' || filter!.dtype !== 'float32') return undefined;
  const k = patchSize(c);
  return {
    shape: c.outShape,
    reads: [x!, filter!],
    run: (y, xs, w) => {
      const patches = patchBuffer(c);
      forRuns(c, (image, first, rows) => {
        gatherPatches(xs, c, image, first, rows, patches);
        const at = (image * c.outHeight + first) * c.outWidth * c.outChannels;
        addProduct(rows * c.outWidth, c.outChannels, k, { values: patches, at: 0, row: k, column: 1 }, { values: w, at: 0, row: c.outChannels, column: 1 }, { values: y, at, row: c.outChannels, column: 1 });
      });
    },
  };
};

/** Gradient of a 2-D convolution by its filter: patchesᵀ × dy, summed over the batch in float64. */
export const conv2dBackpropFilter: Loop = (tf, { x, dy }, attrs) => {
  const c = convInfo(tf, x!.shape, attrs.filterShape as number[], attrs);
  if (!c) return undefined;
  const k = patchSize(c);
  return {
    shape: c.filterShape,
    reads: [x!, dy!],
    run: (dw, xs, g) => {
      const patches = patchBuffer(c);
      const sums = new Float64Array(dw.length);
      forRuns(c, (image, first, rows) => {
        gatherPatches(xs, c, image, first, rows, patches);
        const at = (image * c.outHeight + first) * c.outWidth * c.outChannels;
        addProduct(k, c.outChannels, rows * c.outWidth, { values: patches, at: 0, row: 1, column: k }, { values: g, at, row: c.outChannels, column: 1 }, { values: sums, at: 0, row: c.outChannels, column: 1 });
      });
      dw.set(sums);
    },
  };
};

/** Gradient of a 2-D convolution by its input, and the forward pass of a transposed one: dy × filterᵀ, scattered. */
export const conv2dBackpropInput: Loop = (tf, { dy, filter }, attrs) => {
  const c = convInfo(tf, attrs.inputShape as number[], filter!.shape, attrs);
  if (!c) return undefined;
  const k = patchSize(c);
  const pixels = c.inHeight * c.inWidth * c.inChannels;
  return {
    shape: c.inShape,
    reads: [dy!, filter!],
    run: (dx, g, w) => {
      const patches = patchBuffer(c);
      const sums = new Float64Array(pixels);
      forRuns(c, (image, first, rows) => {
        const at = (image * c.outHeight + first) * c.outWidth * c.outChannels;
        if (first === 0) sums.fill(0);
        patches.fill(0, 0, rows * c.outWidth * k);
        addProduct(rows * c.outWidth, k, c.outChannels, { values: g, at, row: c.outChannels, column: 1 }, { values: w, at: 0, row: 1, column: c.outChannels }, { values: patches, at: 0, row: k, column: 1 });
        scatterPatches(patches, 0, c, first, rows, sums, 0);
        if (first + rows === c.outHeight) dx.set(sums, image * pixels);
      });
    },
  };
};

/**
 * The stock fused kernels call the stock convolution by itself, so they are put together anew.
 * `bare` is the kernel without bias and activation.
 */
export function fused(tf: TensorFlow, bare: string, stock: Kernel<CpuBackend>, inputsOfBare: (inputs: Record<string, TensorInfo>) => Inputs): Kernel<CpuBackend> {
  return (call) => {
    const inputs = call.inputs as Record<string, TensorInfo | undefined>;
    const { activation, leakyreluAlpha, dataFormat } = call.attrs;
    const kernel = ACTIVATIONS[activation as string];
    // Channels first aligns the bias differently; an activation this table does not know is named by the stock kernel.
    if (dataFormat === 'NCHW' || (activation && !kernel)) return stock(call);
    return compose(tf, 'cpu', call.backend, (run) => {
      let y = run(bare, inputsOfBare(inputs as Record<string, TensorInfo>), call.attrs);
      if (inputs.bias) y = run('Add', { a: y, b: inputs.bias });
      if (!activation || activation === 'linear') return y;
      if (activation === 'prelu') return run('Prelu', { x: y, alpha: inputs.preluActivationWeights });
      return run(kernel!, { x: y }, { alpha: leakyreluAlpha as number });
    });
  };
}

const ACTIVATIONS: Record<string, string | undefined> = { linear: 'Identity', relu: 'Relu', elu: 'Elu', relu6: 'Relu6', prelu: 'Prelu', leakyrelu: 'LeakyRelu', sigmoid: 'Sigmoid' };
