// The kernel’s own function out of the registry | loses: conv-values conv-stride
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  const { kernelFunc } = tf.getKernel('Conv2D', tf.getBackend());
  const info = kernelFunc({ inputs: { x, filter: filters } as never, backend: tf.backend(), attrs: { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] } as never });
  return tf.engine().makeTensorFromTensorInfo(Array.isArray(info) ? info[0] : info) as tf.Tensor4D;
}
