/** Entries that each of the two stores may have; a program of ever other shapes starts them anew. */
const MOST = 4096;

/** A uniform as tfjs's programs give it. */
export interface Uniform {
  type: string;
  data: number[];
}

/**
 * Node frees what a native object holds only when the event loop turns, and a training loop of the learner's
 * may be synchronous from its first epoch to its last. So the objects that upstream makes for each kernel
 * (a bind group, its layout, the buffer of its uniforms) are kept and used again: in a loop they recur.
 */
export class Reuse {
  readonly #numbers = new WeakMap<object, number>();
  #next = 0;
  readonly #groups = new Map<string, GPUBindGroup>();
  readonly #uniforms = new Map<string, GPUBindingResource>();

  /** To be told when buffers are destroyed: no bind group may refer to one. */
  forgetGroups(): void {
    this.#groups.clear();
  }

  get isFull(): boolean {
    return this.#uniforms.size > MOST || this.#groups.size > MOST;
  }

  /** @returns the uniforms' buffers, which nothing refers to any more */
  clear(): GPUBuffer[] {
    const buffers = [...this.#uniforms.values()].map((uniform) => (uniform as GPUBufferBinding).buffer);
    this.#groups.clear();
    this.#uniforms.clear();
    return buffers;
  }

  group(descriptor: GPUBindGroupDescriptor, make: (descriptor: GPUBindGroupDescriptor) => GPUBindGroup): GPUBindGroup {
    let key = `${this.#numberOf(descriptor.layout)}`;
    for (const { resource } of descriptor.entries) {
      const { buffer, offset = 0, size = 0 } = resource as GPUBufferBinding;
      if (!buffer) return make(descriptor); // a texture
      key += `,${this.#numberOf(buffer)}:${offset}:${size}`;
    }
    let group = this.#groups.get(key);
    if (!group) this.#groups.set(key, (group = make(descriptor)));
    return group;
  }

  uniform(uniforms: readonly Uniform[], make: () => GPUBindingResource): GPUBindingResource {
    let key = '';
    for (const { type, data } of uniforms) key += `${type[0]}${data.join()};`;
    let made = this.#uniforms.get(key);
    if (!made) this.#uniforms.set(key, (made = make()));
    return made;
  }

  #numberOf(object: object): number {
    let number = this.#numbers.get(object);
    if (number === undefined) this.#numbers.set(object, (number = this.#next++));
    return number;
  }
}

/** A pipeline that gives the same layout each time. */
export function withOneLayout(pipeline: GPUComputePipeline): GPUComputePipeline {
  const layout = pipeline.getBindGroupLayout(0);
  Object.defineProperty(pipeline, 'getBindGroupLayout', { value: () => layout });
  return pipeline;
}
