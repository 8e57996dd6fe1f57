import { backend_util, util, type DataType, type KernelBackend } from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { deviceForTfjs, type DeviceForTfjs } from './webgpuDevice';
import { Reuse, type Uniform } from './webgpuReuse';
import { dawn, runTicks } from './webgpuTicks';

type Values = Float32Array | Int32Array | Uint8Array;
type DataId = object;

interface TensorData {
  values?: Values | null;
  dtype: DataType;
  shape: number[];
  resource?: GPUBuffer | null;
  complexTensorInfos?: { real: { dataId: DataId }; imag: { dataId: DataId } };
}

/** Members of tfjs's backend that its declarations call private. */
interface Inner extends KernelBackend {
  tensorMap: { get(id: DataId): TensorData; has(id: DataId): boolean };
  bufferManager: {
    acquireBuffer(size: number, usage: number): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
    freeBuffers: Map<string, GPUBuffer[]>;
    numFreeBuffers: number;
    numBytesAllocated: number;
    numBytesUsed: number;
  };
  commandEncoder: GPUCommandEncoder | null;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  queue: GPUQueue;
  uniformPendingDisposal: GPUBuffer[];
  makeUniforms(uniforms: Uniform[]): GPUBindingResource;
  uploadToGPU(id: DataId): void;
}

const Base = WebGPUBackend as unknown as new (device: DeviceForTfjs, info: GPUAdapterInfo) => Inner;

/** GPUBufferUsage and GPUMapMode, which WebGPU fixes. */
const MAP_READ = 1;
const COPY_SRC = 4;
const COPY_DST = 8;
const STORAGE = 128;
const READ = 1;

/** A GPU that has not answered after this time is not coming back, in milliseconds. */
const LIMIT = 30_000;
/** Submissions (of 15 kernels each) after which the oldest half must be done: memory for work ahead is bounded. */
const IN_FLIGHT = 32;
/** Bytes of buffers kept for reuse; a program of ever other shapes would pile them up without end. */
const MOST_FREE = 256 * 2 ** 20;

/**
 * tfjs's WebGPU backend for Node. There, `readSync` draws into a canvas of the browser; here it maps a buffer
 * and runs Dawn's ticks until it is mapped, so that `dataSync` works as on any other backend.
 */
export class NodeWebGPUBackend extends Base {
  // Private for the language, not for the type checker only: the learner's code can reach this object.
  readonly #real: GPUDevice;
  readonly #gone: () => never;
  readonly #dawn: GPU;
  readonly #reuse: Reuse;
  #submissions = 0;
  #fence: GPUBuffer | undefined;

  /**
   * @param dawn lives as long as somebody holds it
   * @param gone called, and not expected to return, when the GPU does not answer any more
   */
  constructor(dawn: GPU, device: GPUDevice, info: GPUAdapterInfo, gone: () => never) {
    const reuse = new Reuse();
    super(deviceForTfjs(device, reuse), info);
    this.#reuse = reuse;
    this.#dawn = dawn;
    this.#real = device;
    this.#gone = gone;
  }

  override readSync(id: DataId): Values {
    const data = this.tensorMap.get(id);
    if (data.values != null || data.dtype === 'string') return data.values as Values;
    const { complexTensorInfos: parts, resource } = data;
    if (parts) return (data.values = backend_util.mergeRealAndImagArrays(this.readSync(parts.real.dataId) as Float32Array, this.readSync(parts.imag.dataId) as Float32Array));
    if (!resource) return (data.values = emptyFor(data));
    const staging = this.#copyOut(resource);
    this.#await(staging);
    return (data.values = this.#take(staging, data.dtype));
  }

  override async read(id: DataId): Promise<Values> {
    if (!this.tensorMap.has(id)) throw new Error('This tensor is not on the GPU.');
    const data = this.tensorMap.get(id);
    if (data.values != null || data.dtype === 'string') return data.values as Values;
    const { complexTensorInfos: parts, resource } = data;
    let values: Values;
    if (parts) {
      const [real, imag] = await Promise.all([this.read(parts.real.dataId), this.read(parts.imag.dataId)]);
      values = backend_util.mergeRealAndImagArrays(real as Float32Array, imag as Float32Array);
    } else if (!resource) {
      values = emptyFor(data);
    } else {
      const staging = this.#copyOut(resource);
      await dawn(() => staging.mapAsync(READ)).catch(() => this.#refused(staging));
      values = this.#take(staging, data.dtype);
    }
    return (data.values ??= values);
  }

  override submitQueue(): void {
    super.submitQueue();
    if (++this.#submissions % (IN_FLIGHT / 2) === 0) this.#holdBack();
    this.#trim();
  }

  override makeUniforms(uniforms: Uniform[]): GPUBindingResource {
    return this.#reuse.uniform(uniforms, () => {
      const made = super.makeUniforms(uniforms);
      this.uniformPendingDisposal.pop(); // it stays
      return made;
    });
  }

  /** Upstream makes and destroys a buffer for each upload. */
  override uploadToGPU(id: DataId): void {
    const data = this.tensorMap.get(id);
    if (data.resource) return;
    const buffer = this.bufferManager.acquireBuffer(util.sizeFromShape(data.shape) * 4, STORAGE | COPY_SRC | COPY_DST);
    if (data.values) {
      const values = data.dtype === 'float32' ? Float32Array.from(data.values) : Int32Array.from(data.values);
      this.queue.writeBuffer(buffer, 0, values);
      data.values = null;
    }
    data.resource = buffer;
  }

  /** A copy of the buffer that can be mapped, made by the GPU after all that it was told before. */
  #copyOut(resource: GPUBuffer): GPUBuffer {
    const { size } = resource;
    const staging = this.bufferManager.acquireBuffer(size, COPY_DST | MAP_READ);
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.commandEncoder!.copyBufferToBuffer(resource, 0, staging, 0, size);
    this.submitQueue();
    return staging;
  }

  #take(staging: GPUBuffer, dtype: DataType): Values {
    const values = util.convertBackendValuesAndArrayBuffer(staging.getMappedRange().slice(0), dtype) as Values;
    staging.unmap();
    this.bufferManager.releaseBuffer(staging);
    return values;
  }

  #await(staging: GPUBuffer): void {
    map(staging);
    if (!runTicks(() => staging.mapState !== 'pending', LIMIT)) this.#gone();
    if (staging.mapState !== 'mapped') this.#refused(staging);
  }

  /** A buffer was not mapped: because the GPU is gone, or because it had no memory for this one. */
  #refused(staging: GPUBuffer): never {
    this.bufferManager.releaseBuffer(staging, false);
    const probe = this.#real.createBuffer({ size: 4, usage: COPY_DST | MAP_READ });
    map(probe);
    if (!runTicks(() => probe.mapState !== 'pending', LIMIT) || probe.mapState !== 'mapped') this.#gone();
    probe.destroy();
    throw new Error('The GPU could not compute this: it refused a buffer, most often for lack of memory.');
  }

  /** JavaScript runs ahead of the GPU: waits for the fence that the last call left, and leaves the next. */
  #holdBack(): void {
    const before = this.#fence;
    const next = this.#real.createBuffer({ size: 4, usage: COPY_DST | MAP_READ });
    const encoder = this.#real.createCommandEncoder();
    encoder.clearBuffer(next);
    this.#real.queue.submit([encoder.finish()]);
    map(next);
    this.#fence = next;
    if (!before) return;
    if (!runTicks(() => before.mapState !== 'pending', LIMIT)) this.#gone();
    before.destroy();
  }

  #trim(): void {
    const { bufferManager: kept } = this;
    if (this.#reuse.isFull) for (const buffer of this.#reuse.clear()) kept.releaseBuffer(buffer);
    if (kept.numBytesAllocated - kept.numBytesUsed < MOST_FREE) return;
    for (const [key, buffers] of kept.freeBuffers) {
      for (const buffer of buffers) {
        kept.numBytesAllocated -= buffer.size;
        kept.numFreeBuffers--;
        buffer.destroy();
      }
      kept.freeBuffers.set(key, []);
    }
    this.#reuse.forgetGroups();
  }
}

/** How it ended is seen from `mapState`; the promise comes too late for who waits. */
function map(buffer: GPUBuffer): void {
  dawn(() => buffer.mapAsync(READ)).catch(() => {});
}

/** What a tensor holds that no kernel wrote to: tensors without entries, above all. */
const emptyFor = ({ shape, dtype }: TensorData): Values => util.getTypedArrayFromDType(dtype as 'float32', util.sizeFromShape(shape));
