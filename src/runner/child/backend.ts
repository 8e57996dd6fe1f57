import path from 'node:path';
import type { Backend, BackendPlan, PassedOver } from '../protocol/backends';
import { startCpu, startTensorflow, startWasm, startWebgpu, type Started } from './backends';
import { registerTrainingKernels } from '../trainingKernels/index';
import { setWasmPaths, tf } from './tf';

export interface ChosenBackend {
  backend: Backend;
  /** What computes, in words a person knows. */
  device: string;
  /** Why each backend that stands before the chosen one in the plan was passed over. */
  tried: PassedOver[];
}

const STARTERS: Record<Backend, (plan: BackendPlan) => Promise<Started>> = {
  tensorflow: startTensorflow,
  webgpu: startWebgpu,
  wasm: startWasm,
  cpu: startCpu,
};

/** Makes the first backend of the plan that starts the current one. */
export async function startBackend(plan: BackendPlan): Promise<ChosenBackend> {
  setWasmPaths(`${__dirname}${path.sep}`);
  registerTrainingKernels(tf);
  const tried: PassedOver[] = [...plan.passedOver];
  for (const backend of plan.order) {
    const started = await STARTERS[backend](plan).catch((error: unknown): Started => ({ why: 'failed', detail: error instanceof Error ? error.message : String(error) }));
    if ('device' in started) return { backend, device: started.device, tried };
    tried.push({ backend, ...started });
  }
  throw new Error(`No backend starts: ${tried.map(({ backend, why, detail }) => `${backend}: ${why} ${detail ?? ''}`).join('; ')}`);
}
