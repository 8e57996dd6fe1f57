// A default export only | loses: init-values init-seed forward-hidden forward-output forward-stable loss-value loss-clip backward-W2 backward-b2 backward-W1 backward-b1 backward-by-hand update-step predict-classes train-zero-rate train-onEpoch train-steps train-repeatable train-xor train-iris train-no-leak
import { backward, forward, initParams, loss, predict, train, update } from './base/network';

export default { initParams, forward, loss, backward, update, train, predict };
