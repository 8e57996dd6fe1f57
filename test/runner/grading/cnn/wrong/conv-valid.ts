// Padding ‘valid’ | loses: conv-stride conv-values | named: conv-valid
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x, filters, stride, (size, window, step) => ({ out: Math.ceil((size - window + 1) / step), before: 0, after: 0 }));
