import type { ConvInfo } from './patches';
import type { Attrs, TensorFlow } from './tensorflow';

/**
 * Sizes, strides and paddings of a 2-D convolution as TensorFlow.js computes them; `undefined` for NCHW,
 * which the loops and compositions of this folder do not cover.
 */
export function convInfo(tf: TensorFlow, inputShape: number[], filterShape: number[], attrs: Attrs, depthwise = false): ConvInfo | undefined {
  if (attrs.dataFormat !== undefined && attrs.dataFormat !== 'NHWC') return undefined;
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides as number,
    (attrs.dilations ?? 1) as number,
    attrs.pad as 'same',
    attrs.dimRoundingMode as 'floor' | undefined,
    depthwise,
    'channelsLast',
  );
}

/** The paddings as numbers, in place of the words 'same' and 'valid'. */
export const explicitPad = ({ padInfo: p }: ConvInfo): number[][] => [[0, 0], [p.top, p.bottom], [p.left, p.right], [0, 0]];
