// Only the first channel counts | loses: conv-values conv-stride | named: conv-first-channel
import * as tf from '@tensorflow/tfjs';
import { conv2d as right } from './base/cnn';

export * from './base/cnn';

export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, stride: number) => right(x.slice([0, 0, 0, 0], [-1, -1, -1, 1]), filters.slice([0, 0, 0, 0], [-1, -1, 1, -1]), stride);
