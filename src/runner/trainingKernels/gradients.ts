import { replaceGradient } from './registry';
import type { Attrs, Tensor, TensorFlow } from './tensorflow';

/**
 * Gradients that hand everything on that the forward pass was told. The stock ones refuse a dilation above 1
 * and forget the rounding mode, so that the shapes of a 'ceil' do not fit together.
 */
export function registerGradients(tf: TensorFlow): void {
  const kernel = (name: string, inputs: Record<string, Tensor>, attrs: Attrs): Tensor => tf.engine().runKernel<Tensor>(name, inputs, attrs);

  replaceGradient(tf, {
    kernelName: 'Conv2D',
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter] = saved as [Tensor, Tensor];
      return {
        x: () => kernel('Conv2DBackpropInput', { dy: dy as Tensor, filter }, { ...attrs, inputShape: x.shape }),
        filter: () => kernel('Conv2DBackpropFilter', { x, dy: dy as Tensor }, { ...attrs, filterShape: filter.shape }),
      };
    },
  });
  // The second derivative of a convolution, and the first of a transposed one.
  replaceGradient(tf, {
    kernelName: 'Conv2DBackpropInput',
    inputsToSave: ['dy', 'filter'],
    gradFunc: (ddx, saved, attrs) => {
      const [dy, filter] = saved as [Tensor, Tensor];
      const own = { dilations: 1, ...attrs };
      return {
        dy: () => kernel('Conv2D', { x: ddx as Tensor, filter }, own),
        filter: () => kernel('Conv2DBackpropFilter', { x: ddx as Tensor, dy }, { ...own, filterShape: filter.shape }),
      };
    },
  });
  replaceGradient(tf, {
    kernelName: 'DepthwiseConv2dNative',
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter] = saved as [Tensor, Tensor];
      return {
        x: () => kernel('DepthwiseConv2dNativeBackpropInput', { dy: dy as Tensor, filter }, { ...attrs, inputShape: x.shape }),
        filter: () => kernel('DepthwiseConv2dNativeBackpropFilter', { x, dy: dy as Tensor }, { ...attrs, filterShape: filter.shape }),
      };
    },
  });
  replaceGradient(tf, {
    kernelName: 'MaxPool',
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [input, output] = saved as [Tensor, Tensor];
      return { x: () => kernel('MaxPoolGrad', { dy: dy as Tensor, input, output }, attrs) };
    },
  });
  replaceGradient(tf, {
    kernelName: 'AvgPool',
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => ({ x: () => kernel('AvgPoolGrad', { dy: dy as Tensor, input: saved[0]! }, attrs) }),
  });
  // The gradient of a transposed 3-D convolution, which TensorFlow.js has not.
  replaceGradient(tf, {
    kernelName: 'Conv3DBackpropInputV2',
    inputsToSave: ['dy', 'filter'],
    gradFunc: (ddx, saved, attrs) => {
      const [dy, filter] = saved as [Tensor, Tensor];
      return {
        dy: () => kernel('Conv3D', { x: ddx as Tensor, filter }, { ...attrs, dataFormat: 'NDHWC', dilations: [1, 1, 1] }),
        filter: () => kernel('Conv3DBackpropFilterV2', { x: ddx as Tensor, dy }, { ...attrs, filterShape: filter.shape }),
      };
    },
  });
  // Answers of yes and no have slope 0, as GreaterEqual has in TensorFlow.js; without one, masking and
  // thresholdedReLU cannot be trained.
  for (const kernelName of ['Greater', 'Less', 'LessEqual', 'Equal', 'NotEqual']) {
    replaceGradient(tf, {
      kernelName,
      inputsToSave: ['a', 'b'],
      gradFunc: (_dy, saved) => ({ a: () => tf.zeros(saved[0]!.shape), b: () => tf.zeros(saved[1]!.shape) }),
    });
  }
  for (const kernelName of ['Any', 'All']) {
    replaceGradient(tf, { kernelName, inputsToSave: ['x'], gradFunc: (_dy, saved) => ({ x: () => tf.zeros(saved[0]!.shape) }) });
  }
}
