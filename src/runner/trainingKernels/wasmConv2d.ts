import { compose } from './compose';
import { convInfo, explicitPad } from './convInfo';
import { type ConvInfo, gatherPatches, patchSize } from './patches';
import type { Kernel, TensorFlow, TensorInfo, WasmBackend } from './tensorflow';

/**
 * Forward convolutions with 'same' padding. For that word the stock kernels let XNNPACK work the padding
 * out, which takes (out - 1)·stride + filter - in without noticing that it can be negative (input 8, filter
 * 4, stride 3), and then reads somewhere else. The same padding in numbers is computed right.
 */
export function withExplicitPadding(tf: TensorFlow, stock: Kernel<WasmBackend>, depthwise: boolean): Kernel<WasmBackend> {
  return (call) => {
    const { x, filter } = call.inputs as Record<string, TensorInfo>;
    const c = call.attrs.pad === 'same' ? convInfo(tf, x!.shape, filter!.shape, call.attrs, depthwise) : undefined;
    return stock(c ? { ...call, attrs: { ...call.attrs, pad: explicitPad(c), dimRoundingMode: 'floor' } } : call);
  };
}

const empty = (shape: number[]): boolean => shape.includes(0);

function zeros(backend: WasmBackend, shape: number[]): TensorInfo {
  const out = backend.makeOutput(shape, 'float32');
  backend.typedArrayFromHeap(out).fill(0);
  return out;
}

/**
 * Gradient of a 2-D convolution by its filter, any stride and dilation:
 *
 *     dW[p, q, ci, co] = Σ over b, i, j of x[b, i·stride + p·dilation, j·stride + q·dilation, ci] · dy[b, i, j, co]
 *
 * which is itself a convolution: of x, with batch and channels exchanged, by dy as a filter that is dilated
 * by the stride and moved by the dilation. So XNNPACK's forward kernel computes it.
 */
export function conv2dBackpropFilter(tf: TensorFlow): Kernel<WasmBackend> {
  return ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as Record<string, TensorInfo>;
    const c = convInfo(tf, x!.shape, attrs.filterShape as number[], attrs);
    if (!c) throw new Error("The gradient of conv2d by its filter is not available on backend 'wasm' for data format 'NCHW'. Please use 'NHWC' (channels last).");
    if (empty(x!.shape) || empty(dy!.shape)) return zeros(backend, c.filterShape);
    // Few input channels, as in a first layer: the product is small and dy as a filter would be large.
    if (patchSize(c) <= c.outChannels) return byPatches(tf, backend, x!, dy!, c);
    return compose(tf, 'wasm', backend, (run) => {
      const channelsAsImages = run('Transpose', { x: x! }, { perm: [3, 1, 2, 0] });
      const dyAsFilter = run('Transpose', { x: dy! }, { perm: [1, 2, 0, 3] });
      // The last window may end before the input does; then the result has more rows than the filter.
      const pad = explicitPad(c);
      let dw = run('Conv2D', { x: channelsAsImages, filter: dyAsFilter }, { strides: [c.dilationHeight, c.dilationWidth], dilations: [c.strideHeight, c.strideWidth], pad, dimRoundingMode: 'floor', dataFormat: 'NHWC' });
      if (dw.shape[1] !== c.filterHeight || dw.shape[2] !== c.filterWidth) {
        dw = run('Slice', { x: dw }, { begin: [0, 0, 0, 0], size: [c.inChannels, c.filterHeight, c.filterWidth, c.outChannels] });
      }
      return run('Transpose', { x: dw }, { perm: [1, 2, 0, 3] });
    });
  };
}

/** The same as one matrix product, patchesᵀ × dy. */
function byPatches(tf: TensorFlow, backend: WasmBackend, x: TensorInfo, dy: TensorInfo, c: ConvInfo): TensorInfo {
  const pixels = c.outHeight * c.outWidth;
  const patches = backend.makeOutput([c.batchSize * pixels, patchSize(c)], 'float32');
  const to = backend.typedArrayFromHeap(patches);
  const from = backend.typedArrayFromHeap(x);
  for (let b = 0; b < c.batchSize; b++) gatherPatches(from, c, b, 0, c.outHeight, to, b * pixels * patchSize(c));
  const dw = compose(tf, 'wasm', backend, (run) => {
    const rows = run('Reshape', { x: dy }, { shape: [c.batchSize * pixels, c.outChannels] });
    const flat = run('BatchMatMul', { a: patches, b: rows }, { transposeA: true, transposeB: false });
    return run('Reshape', { x: flat }, { shape: c.filterShape });
  });
  backend.disposeData(patches.dataId);
  return dw;
}
