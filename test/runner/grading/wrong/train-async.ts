// train is async, where the signature returns its parameters at once | loses: train-steps train-zero-rate train-onEpoch train-repeatable train-xor train-iris train-no-leak
import * as base from './base/network';
export * from './base/network';

export const train = async (...args: Parameters<typeof base.train>) => {
  await Promise.resolve();
  return base.train(...args);
};
