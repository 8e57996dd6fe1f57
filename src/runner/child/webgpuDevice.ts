/** What tfjs's WebGPU backend uses of a device. */
export type DeviceForTfjs = Pick<GPUDevice, 'limits' | 'features' | 'queue' | 'createBuffer' | 'createTexture' | 'createBindGroup' | 'createBindGroupLayout' | 'createPipelineLayout' | 'createShaderModule' | 'createComputePipeline' | 'createCommandEncoder'>;

/**
 * The device as the backend has it, and as the learner's code reaches it by `tf.backend().device`: without
 * `destroy`, which would leave mapped memory readable after it is freed, and without what begins work that
 * only Node's event loop can end. A `createBuffer` of the learner's is as safe as in a browser: Dawn clears
 * new memory and checks every access.
 */
export function deviceForTfjs(device: GPUDevice): DeviceForTfjs {
  const { limits, queue } = device;
  return Object.freeze({
    limits,
    features: new Set<string>(),
    queue: Object.freeze({ submit: queue.submit.bind(queue), writeBuffer: queue.writeBuffer.bind(queue) }) as GPUQueue,
    createBuffer: device.createBuffer.bind(device),
    createTexture: device.createTexture.bind(device),
    createBindGroup: device.createBindGroup.bind(device),
    createBindGroupLayout: device.createBindGroupLayout.bind(device),
    createPipelineLayout: device.createPipelineLayout.bind(device),
    createShaderModule: device.createShaderModule.bind(device),
    createComputePipeline: device.createComputePipeline.bind(device),
    createCommandEncoder: device.createCommandEncoder.bind(device),
  });
}

/** The largest sizes that the adapter grants, for large tensors, as tfjs asks for them in a browser. */
const LIMITS = ['maxComputeWorkgroupStorageSize', 'maxComputeWorkgroupsPerDimension', 'maxStorageBufferBindingSize', 'maxBufferSize', 'maxComputeWorkgroupSizeX', 'maxComputeInvocationsPerWorkgroup'] as const;

export const wantedLimits = (limits: GPUSupportedLimits): Record<string, number> => Object.fromEntries(LIMITS.map((name) => [name, limits[name]]));
