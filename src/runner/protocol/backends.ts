/** The backends of the runner, best first (design.md). */
export const BACKENDS = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;
export type Backend = (typeof BACKENDS)[number];
export type BackendChoice = Backend | 'auto';
export const BACKEND_CHOICES: readonly BackendChoice[] = ['auto', ...BACKENDS];

/** Backends that load native code into the process; they can end it with a signal. */
export const NATIVE_BACKENDS: readonly Backend[] = ['tensorflow', 'webgpu'];

/** Reasons for which a backend is passed over. The host has a sentence and a remedy for each (src/runner/whyNot.ts). */
export const WHY_NOT = [
  /** Another one was measured to be faster for work of this size. */
  'slower',
  /** Nobody asked for it, and without a measurement it is not taken. */
  'notMeasured',
  /** libtensorflow is not on this machine. */
  'notInstalled',
  /** There is no build of it for this system. */
  'unsupported',
  /** The processor lacks an instruction set that it needs; detail names it. */
  'processor',
  /** The library is there, but of another version or for another processor; detail says what was found. */
  'wrongLibrary',
  /** No GPU answers. */
  'noGpu',
  /** The only adapter is a program that imitates a GPU, which is taken only when asked for. */
  'softwareGpu',
  /** The process ended while it started or computed; detail holds the signal or exit code. */
  'crashed',
  /** It did not answer in time. */
  'timeout',
  /** The GPU went away while it was used. */
  'deviceLost',
  /** Anything else; detail holds the library's own words. */
  'failed',
] as const;
export type WhyNot = (typeof WHY_NOT)[number];

export interface PassedOver {
  backend: Backend;
  why: WhyNot;
  /** A name, a number, or words of the library that is to blame; not translated. */
  detail?: string;
}

/** What a runner process is told at its start, as JSON in its first argument. */
export interface BackendPlan {
  /** To be tried in this order; the last of them always starts. */
  order: Backend[];
  /** What the host already knows of backends that it left out; goes into the hello. */
  passedOver: PassedOver[];
  /** A software adapter (Mesa's lavapipe, SwiftShader) may serve for `webgpu`. */
  softwareGpu: boolean;
  /** Absolute path of tfjs_binding.node, where TensorFlow is installed. */
  binding?: string;
}

/** Exit code of a runner whose GPU went away. */
export const DEVICE_LOST = 86;
