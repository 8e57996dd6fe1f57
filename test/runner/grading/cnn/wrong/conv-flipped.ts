// The filter is turned by 180° | loses: conv-values conv-stride | named: conv-flipped
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x, tf.reverse(filters, [0, 1]), stride);
