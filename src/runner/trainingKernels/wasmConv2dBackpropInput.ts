import { compose } from './compose';
import { convInfo } from './convInfo';
import { type ConvInfo, patchSize, scatterPatches } from './patches';
import type { Kernel, TensorFlow, TensorInfo, Values, WasmBackend } from './tensorflow';

/** Numbers of products held at once: 4 MB. */
const HELD = 1 << 20;

/**
 * Gradient of a 2-D convolution by its input, and the forward pass of a transposed one; any stride and
 * dilation. The stock kernel is scalar and knows no dilation.
 *
 * Without stride it is a convolution of dy by the filter turned by 180°, its channels exchanged. With
 * stride, that would multiply mostly zeros; there every output pixel gives dy × filterᵀ, one matrix
 * product, and the numbers are added to the inputs they belong to.
 */
export function conv2dBackpropInput(tf: TensorFlow, stock: Kernel<WasmBackend>): Kernel<WasmBackend> {
  return (call) => {
    const { dy, filter } = call.inputs as Record<string, TensorInfo>;
    const c = convInfo(tf, call.attrs.inputShape as number[], filter!.shape, call.attrs);
    if (!c) return stock(call);
    if (dy!.shape.includes(0) || filter!.shape.includes(0)) {
      const out = call.backend.makeOutput(c.inShape, 'float32');
      call.backend.typedArrayFromHeap(out).fill(0);
      return out;
    }
    const pad = padOfTurned(c);
    return pad ? turned(tf, call.backend, dy!, filter!, c, pad) : scattered(tf, call.backend, dy!, filter!, c);
  };
}

/** Padding of dy for the turned filter; `undefined` where there is a stride, or more padding than filter. */
function padOfTurned(c: ConvInfo): number[][] | undefined {
  if (c.strideHeight !== 1 || c.strideWidth !== 1) return undefined;
  const reachH = (c.filterHeight - 1) * c.dilationHeight;
  const reachW = (c.filterWidth - 1) * c.dilationWidth;
  // What is left of the input below and right of the last window counts as padding too: it gets zeros.
  const top = reachH - c.padInfo.top;
  const left = reachW - c.padInfo.left;
  const bottom = c.inHeight - (c.outHeight + top - reachH);
  const right = c.inWidth - (c.outWidth + left - reachW);
  return Math.min(top, bottom, left, right) < 0 ? undefined : [[0, 0], [top, bottom], [left, right], [0, 0]];
}

function turned(tf: TensorFlow, backend: WasmBackend, dy: TensorInfo, filter: TensorInfo, c: ConvInfo, pad: number[][]): TensorInfo {
  return compose(tf, 'wasm', backend, (run) => {
    const around = run('Fill', {}, { shape: [c.filterHeight, c.filterWidth, c.outChannels, c.inChannels], value: 0, dtype: 'float32' });
    turn(backend.typedArrayFromHeap(filter), c.filterHeight * c.filterWidth, c.inChannels, c.outChannels, backend.typedArrayFromHeap(around));
    return run('Conv2D', { x: dy, filter: around }, { strides: 1, dilations: [c.dilationHeight, c.dilationWidth], pad, dimRoundingMode: 'floor', dataFormat: 'NHWC' });
  });
}

/** The filter with its taps in reverse order and its channels exchanged. (Kernel Reverse takes longer than the convolution of a small layer.) */
function turn(from: Values, taps: number, inChannels: number, outChannels: number, to: Values): void {
  const one = inChannels * outChannels;
  for (let t = 0; t < taps; t++) {
    for (let i = 0, at = (taps - 1 - t) * one; i < inChannels; i++) {
      for (let o = 0; o < outChannels; o++) to[t * one + o * inChannels + i] = from[at++]!;
    }
  }
}

function scattered(tf: TensorFlow, backend: WasmBackend, dy: TensorInfo, filter: TensorInfo, c: ConvInfo): TensorInfo {
  const k = patchSize(c);
  const pixels = c.outHeight * c.outWidth;
  const images = Math.min(c.batchSize, Math.max(1, Math.floor(HELD / (pixels * k))));
  const imageSize = c.inHeight * c.inWidth * c.inChannels;
  const dx = backend.makeOutput(c.inShape, 'float32');
  backend.typedArrayFromHeap(dx).fill(0);
  for (let b = 0; b < c.batchSize; b += images) {
    const n = Math.min(images, c.batchSize - b);
    const products = compose(tf, 'wasm', backend, (run) => {
      const some = run('Slice', { x: dy }, { begin: [b, 0, 0, 0], size: [n, c.outHeight, c.outWidth, c.outChannels] });
      const rows = run('Reshape', { x: some }, { shape: [n * pixels, c.outChannels] });
      const flat = run('Reshape', { x: filter }, { shape: [k, c.outChannels] });
      return run('BatchMatMul', { a: rows, b: flat }, { transposeA: false, transposeB: true });
    });
    const from = backend.typedArrayFromHeap(products);
    const to = backend.typedArrayFromHeap(dx);
    for (let i = 0; i < n; i++) scatterPatches(from, i * pixels * k, c, 0, c.outHeight, to, (b + i) * imageSize);
    backend.disposeData(products.dataId);
  }
  return dx;
}
