// Every stride-th value of the result with stride 1: the padding of another output size | loses: conv-stride | named: conv-subsampled
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x, filters, 1).stridedSlice([0, 0, 0, 0], [x.shape[0], x.shape[1], x.shape[2], filters.shape[3]], [1, stride, stride, 1]);
