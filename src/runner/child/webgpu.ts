import type { BackendPlan } from '../protocol/backends';
import type { Started } from './backends';

export function start(_plan: BackendPlan): Promise<Started> {
  return Promise.resolve({ why: 'unsupported' });
}
