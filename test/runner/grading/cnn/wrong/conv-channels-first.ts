// The result is NCHW | loses: conv-values conv-stride
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x, filters, stride).transpose([0, 3, 1, 2]);
