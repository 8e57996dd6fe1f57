// loss is exported as Loss | loses: loss-value loss-clip
export { initParams, forward, loss as Loss, backward, update, train, predict } from './base/network';
