/**
 * The backend `tensorflow`: tfjs-node's backend and kernels over TensorFlow's C library, which the host has
 * found on this machine. Becomes dist/runner/tensorflow.js.
 */
import * as tf from '@tensorflow/tfjs';
import operations from 'tfjs-node-operations';
import 'tfjs-node-kernels';
import { NodeJSKernelBackend } from 'tfjs-node-backend';
import type { BackendPlan } from '../protocol/backends';
import type { Started } from './backends';
import { guarded, type TfjsBinding } from './guardedBinding';
import { fillGaps } from './tensorflowGaps';
import { tune, tuneEnvironment, type NodeBackend } from './tensorflowTuning';

export async function start({ binding: file }: BackendPlan): Promise<Started> {
  if (file === undefined) return { why: 'notInstalled' };
  // The library's own remarks (the processor's instructions, a missing GPU) would stand in the learner's output.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  tuneEnvironment();
  const module = { exports: {} as TfjsBinding };
  // Not `require`: it would look at every folder above, which the permission model forbids.
  process.dlopen(module, file);
  const binding = guarded(module.exports, operations);
  // Made here and not by TensorFlow.js, which prints an error where it could say it.
  const backend = new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node');
  tf.registerBackend('tensorflow', () => backend);
  if (!(await tf.setBackend('tensorflow'))) return { why: 'failed' };
  // Its operations are not among those that the learner's code may call by name.
  tune(tf, backend as unknown as NodeBackend, module.exports);
  fillGaps(tf);
  return { device: `${binding.isUsingGpuDevice() ? 'GPU' : 'CPU'} (TensorFlow ${binding.TF_Version})` };
}
