// The stride is ignored | loses: conv-stride | named: conv-stride-ignored
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x, filters, 1);
