// Writes into the memory of the parameters | loses: update-step
import { type Params } from './base/network';

export * from './base/network';

export function update(p: Params, g: Params, learningRate: number): Params {
  for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
    const [value, gradient] = [p[name].dataSync(), g[name].dataSync()];
    gradient.forEach((slope, i) => (value[i]! -= learningRate * slope));
  }
  return p;
}
