// The return is missing | loses: forward-hidden forward-output forward-stable
import * as tf from '@tensorflow/tfjs';
import { type Forward, type Params } from './base/network';

export * from './base/network';

export function forward(x: tf.Tensor2D, p: Params): void {
  rightForward(x, p);
}
