// An async buildModel | loses: model-probabilities model-structure model-budget predict-classes train-learns train-batches train-tensors
import { buildModel as right } from './base/cnn';

export * from './base/cnn';

export async function buildModel() {
  return right();
}
