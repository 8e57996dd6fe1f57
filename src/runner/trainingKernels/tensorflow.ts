/* eslint-disable @typescript-eslint/consistent-type-imports -- types of what the caller hands in; nothing is imported */

/** The namespace of TensorFlow.js (the union package), as the caller has loaded it. */
export type TensorFlow = typeof import('@tensorflow/tfjs');
export type TensorInfo = import('@tensorflow/tfjs').TensorInfo;
export type DataType = import('@tensorflow/tfjs').DataType;
export type Tensor = import('@tensorflow/tfjs').Tensor;

/** What a tensor's numbers lie in: float32, int32, bool. Float64Array only between our own loops. */
export type Values = Float32Array | Int32Array | Uint8Array | Float64Array;

/** The part of the WebAssembly backend that kernels use. */
export interface WasmBackend {
  /** Allocates, without clearing; with `memoryOffset` it names memory that is there already. May move the heap's views. */
  makeOutput(shape: number[], dtype: DataType, memoryOffset?: number): TensorInfo;
  /** A view of the heap, good until the next allocation. */
  typedArrayFromHeap(t: TensorInfo): Float32Array | Int32Array | Uint8Array;
  getMemoryOffset(dataId: object): number;
  readSync(dataId: object, start?: number, end?: number): Values;
  write(values: unknown, shape: number[], dtype: DataType): object;
  disposeData(dataId: object, force?: boolean): boolean;
  incRef(dataId: object): void;
  dataIdMap: { get(dataId: object): { id: number; dtype: DataType; shape: number[] }; delete(dataId: object): boolean };
  wasm: { HEAPU8: Uint8Array; tfjs: { disposeData(id: number): void } };
}

/** The part of the JavaScript backend that kernels use. */
export interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: DataType, values?: unknown): TensorInfo;
  data: { get(dataId: object): { values: Values } };
  readSync(dataId: object): Values;
  write(values: unknown, shape: number[], dtype: DataType): object;
  disposeData(dataId: object, force?: boolean): boolean;
  firstUse?: boolean;
}

export interface BackendOf {
  wasm: WasmBackend;
  cpu: CpuBackend;
}
export type BackendName = keyof BackendOf;

/** A kernel's inputs by name; some kernels (Concat, Einsum) have them in an array. */
export type Inputs = Record<string, TensorInfo | undefined> | TensorInfo[];
/** What the operation was called with; every kernel has its own, and TensorFlow.js does not check them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Attrs = Record<string, any>;

export type Kernel<B> = (call: { inputs: Inputs; attrs: Attrs; backend: B }) => TensorInfo | TensorInfo[];
