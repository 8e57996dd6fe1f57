// The mean of the products | loses: conv-values conv-stride | named: conv-mean
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x, filters, stride).div(filters.shape[0] * filters.shape[1] * filters.shape[2]);
