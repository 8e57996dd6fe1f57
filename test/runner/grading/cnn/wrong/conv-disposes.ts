// Disposes the picture | loses: conv-values conv-stride
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  const y = right(x, filters, stride);
  x.dispose();
  return y;
}
