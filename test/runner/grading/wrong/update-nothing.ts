// Gives back nothing, the step is lost | loses: update-step
import * as tf from '@tensorflow/tfjs';
import { type Params } from './base/network';

export * from './base/network';

export function update(p: Params, g: Params, learningRate: number): void {
  tf.tidy(() => void tf.sub(p.W1, tf.mul(g.W1, learningRate)));
}
