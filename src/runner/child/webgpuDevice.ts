import { withOneLayout, type Reuse } from './webgpuReuse';

/** What tfjs's WebGPU backend uses of a device. */
export type DeviceForTfjs = Pick<GPUDevice, 'limits' | 'features' | 'queue' | 'createBuffer' | 'createTexture' | 'createBindGroup' | 'createBindGroupLayout' | 'createPipelineLayout' | 'createShaderModule' | 'createComputePipeline' | 'createCommandEncoder'>;

/**
 * The device as the backend has it, and as the learner's code reaches it by `tf.backend().device`: without
 * `destroy`, which would leave mapped memory readable after it is freed, and without what begins work that
 * only Node's event loop can end. A `createBuffer` of the learner's is as safe as in a browser: Dawn clears
 * new memory and checks every access.
 */
export function deviceForTfjs(device: GPUDevice, reuse: Reuse): DeviceForTfjs {
  const { limits, queue } = device;
  const createBindGroup = device.createBindGroup.bind(device);
  const createComputePipeline = device.createComputePipeline.bind(device);
  return Object.freeze({
    limits,
    features: new Set<string>(),
    queue: Object.freeze({ submit: queue.submit.bind(queue), writeBuffer: queue.writeBuffer.bind(queue) }) as GPUQueue,
    createBuffer: device.createBuffer.bind(device),
    createTexture: device.createTexture.bind(device),
    createBindGroup: (descriptor: GPUBindGroupDescriptor) => reuse.group(descriptor, createBindGroup),
    createBindGroupLayout: device.createBindGroupLayout.bind(device),
    createPipelineLayout: device.createPipelineLayout.bind(device),
    createShaderModule: device.createShaderModule.bind(device),
    createComputePipeline: (descriptor: GPUComputePipelineDescriptor) => withOneLayout(createComputePipeline(descriptor)),
    createCommandEncoder: device.createCommandEncoder.bind(device),
  });
}

/** The largest sizes that the adapter grants, for large tensors, as tfjs asks for them in a browser. */
const LIMITS = ['maxComputeWorkgroupStorageSize', 'maxComputeWorkgroupsPerDimension', 'maxStorageBufferBindingSize', 'maxBufferSize', 'maxComputeWorkgroupSizeX', 'maxComputeInvocationsPerWorkgroup'] as const;

export const wantedLimits = (limits: GPUSupportedLimits): Record<string, number> => Object.fromEntries(LIMITS.map((name) => [name, limits[name]]));
