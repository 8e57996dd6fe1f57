/**
 * The backend `webgpu`: tfjs's WebGPU kernels on Dawn, which the npm package `webgpu` brings to Node.
 * Becomes dist/runner/webgpu.js.
 */
import tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu/dist/flags_webgpu';
import '@tensorflow/tfjs-backend-webgpu/dist/register_all_kernels';
import { DEVICE_LOST, type BackendPlan } from '../protocol/backends';
import { START_MARK } from '../protocol/startMark';
import type { Started } from './backends';
import { NodeWebGPUBackend } from './webgpuBackend';
import { deviceWords, findAdapter } from './webgpuDawn';
import { wantedLimits } from './webgpuDevice';
import { correctKernels } from './webgpuKernels';
import { dawn } from './webgpuTicks';

export async function start(plan: BackendPlan): Promise<Started> {
  try {
    return await startOn(plan);
  } finally {
    process.stdout.write(START_MARK);
    process.stderr.write(START_MARK);
  }
}

async function startOn({ softwareGpu }: BackendPlan): Promise<Started> {
  const found = await findAdapter(softwareGpu);
  if ('why' in found) return found;
  const device = await dawn(() => found.adapter.requestDevice({ requiredLimits: wantedLimits(found.adapter.limits) }));
  // What Dawn would print into the learner's output; a result that fails for it is noticed when it is read.
  device.addEventListener('uncapturederror', (event) => event.preventDefault());

  const exit = process.exit.bind(process);
  const gone = (): never => exit(DEVICE_LOST);
  let ending = false;
  process.once('exit', () => (ending = true));
  void device.lost.then(() => {
    if (!ending) gone();
  });

  const backend = new NodeWebGPUBackend(found.gpu, device, found.info, gone);
  correctKernels();
  tf.registerBackend('webgpu', () => backend);
  if (!(await tf.setBackend('webgpu'))) return { why: 'failed' };
  return { device: deviceWords(found.info) };
}
