/**
 * Everything that travels between the host and the runner process, one union per direction.
 * The channel is Node's IPC with `serialization: 'advanced'`, so typed arrays, NaN and Infinity arrive as
 * they are. Messages from the child are validated (see validate.ts), never cast: the learner's code lives
 * in that process.
 */
import type { Backend, PassedOver } from './backends';
import type { LeakPlaces, ProbePlace, Trace } from './observed';

export const PROTOCOL_VERSION = 1;

export type NumericArray = Float32Array | Int32Array | Uint8Array | Float64Array;

/** What a learner's function may be given. Tensors are float32 unless `dtype` says otherwise. */
export type Argument =
  | { type: 'tensor'; shape: number[]; dtype: 'float32' | 'int32'; values: NumericArray }
  | { type: 'value'; value: number | string | boolean | null }
  /** A plain array. */
  | { type: 'numbers'; values: number[] }
  | { type: 'record'; entries: [string, Argument][] }
  /** What an earlier call of this process kept under a name (`keepAs`). */
  | { type: 'kept'; name: string }
  /** A function that records its numeric arguments and the number of live tensors at each call. */
  | { type: 'callback'; name: string };

/** What a learner's function returned, as plain numbers or as a word for what it was instead. */
export type Plain =
  | { type: 'tensor'; shape: number[]; dtype: string; values: NumericArray }
  | { type: 'disposedTensor' }
  | { type: 'number'; value: number }
  | { type: 'numbers'; values: Float64Array }
  | { type: 'record'; entries: [string, Plain][] }
  /** A model of tf.layers; a shape's unknown dimension is −1. */
  | { type: 'model'; input: number[]; output: number[]; inputs: number; outputs: number; parameters: number; layers: { kind: string; activation?: string; output: number[] }[] }
  | { type: 'other'; what: string };

/** A place in the learner's file; both count from 1. */
export interface Place {
  line: number;
  column: number;
}

export const IMPORT_TROUBLES = ['package', 'json', 'notCode', 'noExport', 'importEquals', 'missing', 'notAFile', 'unreadable', 'tooLarge', 'notUtf8', 'outside', 'tooMany'] as const;

/** Why an import was not granted. */
export interface ImportTrouble {
  kind: (typeof IMPORT_TROUBLES)[number];
  specifier: string;
  /** The name that the file does not export. */
  name?: string;
}

export interface Thrown {
  name: string;
  message: string;
  place?: Place;
  stack?: string;
  /** Set where the error is an import that was not granted. */
  trouble?: ImportTrouble;
}

export interface CallbackRecord {
  name: string;
  /** Numeric arguments; anything else becomes NaN. */
  args: number[];
  liveTensors: number;
}

/** What the runner watches for, besides the value: facts that the exercise's rules speak of. */
export type Forbidden = 'autodiff' | 'optimizers';

/** Among the watched kernels it stands for automatic differentiation: noted, not refused. */
export const AUTODIFF = 'tf.grad';

export type HostToRunner =
  /** `watch` names kernels whose runs are told of with every answer; with `debug` it waits for a debugger first. */
  | { type: 'load'; file: string; source: string; forbid: Forbidden[]; watch?: readonly string[]; debug?: boolean; probes?: readonly ProbePlace[] }
  | { type: 'source'; request: number; file?: string; source?: string; problem?: ImportTrouble['kind'] }
  | { type: 'call'; id: number; function: string; args: Argument[]; seed: number; stream: boolean; awaited: boolean; keepAs?: string; locateLeaks?: boolean };

export type LoadFailure = 'syntax' | 'import' | 'threw';

export interface Returned {
  value: Plain;
  /** The tensor arguments as they are after the call, in order of appearance. */
  argsAfter: Plain[];
  callbacks: CallbackRecord[];
  /** Live tensors that the call added and that are not part of the value it returned. */
  leakedTensors: number;
  forbidden: Forbidden[];
  /** The watched kernels that ran. */
  kernels: string[];
  /** What the probes saw during the call. */
  traces?: Trace[];
  /** Where they were made that it left behind; only where that was asked. */
  leakPlaces?: LeakPlaces;
}

export type RunnerToHost =
  | { type: 'hello'; protocol: number; node: string; backend: Backend; device: string; tried: PassedOver[] }
  | { type: 'loaded'; exports: [name: string, kind: string][]; traces?: Trace[] }
  | { type: 'loadFailed'; error: Thrown; reason: LoadFailure; traces?: Trace[] }
  | { type: 'import'; request: number; specifier: string; from: string }
  | ({ type: 'returned'; id: number } & Returned)
  | { type: 'threw'; id: number; error: Thrown; forbidden: Forbidden[]; traces?: Trace[] }
  | { type: 'late'; error: Thrown }
  | { type: 'callback'; id: number; record: CallbackRecord }
  /** Before hello: V8 did not take the code that was made of the runner's bundle earlier. */
  | { type: 'codeRefused' };
