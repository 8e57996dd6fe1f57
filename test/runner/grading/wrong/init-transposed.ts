// W1 and W2 are transposed | loses: init-values init-seed train-zero-rate
import { initParams as rightInit, type Params } from './base/network';

export * from './base/network';

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  const p = rightInit(nIn, nHidden, nOut, seed);
  return { ...p, W1: p.W1.transpose(), W2: p.W2.transpose() };
}
