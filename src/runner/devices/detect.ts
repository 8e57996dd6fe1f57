import os from 'node:os';
import { inAllLanguages, msg, type LocalText } from '../../kit/l10n';
import type { Backend, PassedOver } from '../protocol/backends';
import { RUNNER_HEAP_MB, type SpawnOptions } from '../spawn';
import { whyNotSentence } from '../whyNot';
import { withEarlier } from './earlier';
import { fingerprintOf, traitsOf } from './fingerprint';
import { lookForGpus } from './gpuProbes';
import { gpuReports } from './gpus';
import { measure, type Measured } from './measure';
import type { NativeProblem, NativeRuntime } from '../native/find';
import { nativeAt } from './current';
import { graphicsScript, runnerScript, softwareGpuOf, type Where } from './place';
import { remember, rememberedFor } from './remembered';
import { COMPUTE_REPORT_VERSION, fastest, type BackendReport, type ComputeReport } from './report';

/** From the start to the report, in milliseconds, whatever hangs. */
export const DETECTION_LIMIT = 3_000;
/** Of these so many are left to end processes and to put the report together. */
const LAST_PART = 250;
/** A tool that lists GPUs and has not answered by then does not answer. */
const GPU_LIMIT = 2_500;

export interface DetectOptions {
  signal?: AbortSignal;
  /** Told before each backend is timed. */
  onMeasure?: (backend: Backend) => void;
  /** Where the processes come from, for tests. */
  spawn?: (options: SpawnOptions) => SpawnOptions | PassedOver;
}

/**
 * Looks at the GPUs, starts every backend in a process of its own, times one training step of each, and keeps
 * the report for the next start of a runner.
 * @throws the signal's reason when it is aborted
 */
export async function detect(where: Where, { signal, onMeasure, spawn = (options) => options }: DetectOptions = {}): Promise<ComputeReport> {
  const from = performance.now();
  const native = await nativeAt(where);
  const [sight, measured, traits] = await Promise.all([
    lookForGpus({ graphics: graphicsScript(where), limitMs: GPU_LIMIT, signal }),
    measure({ start: (backend) => startFor(backend, where, native, spawn), deadline: from + DETECTION_LIMIT - LAST_PART, signal, onMeasure }),
    traitsOf(where, native),
  ]);
  const fingerprint = fingerprintOf(traits);
  const backends = withEarlier(measured.map(rowOf), await rememberedFor(fingerprint));
  const report: ComputeReport = {
    schemaVersion: COMPUTE_REPORT_VERSION,
    takenAt: new Date().toISOString(),
    machine: { os: `${os.type()} ${os.release()}`, arch: process.arch, cpu: traits.cpu, cores: traits.cores, memoryMb: traits.memoryMb, node: process.version },
    gpus: gpuReports(sight, backends),
    backends,
    auto: fastest(backends),
    fingerprint,
    durationMs: Math.round(performance.now() - from),
  };
  await remember(report);
  return report;
}

function startFor(backend: Backend, where: Where, native: NativeRuntime | NativeProblem, spawn: NonNullable<DetectOptions['spawn']>): SpawnOptions | PassedOver {
  if (backend === 'tensorflow' && 'why' in native) return { backend, why: native.why, detail: native.detail };
  return spawn({ script: runnerScript(where), backend, heapMb: RUNNER_HEAP_MB, softwareGpu: softwareGpuOf(where), ...('binding' in native && { binding: native.binding }) });
}

function rowOf({ backend, device, passedOver, stepMs, failed }: Measured): BackendReport {
  if (device === undefined) {
    const reason = passedOver ?? { backend, why: 'timeout' };
    return { backend, available: false, passedOver: reason, why: inAllLanguages(whyNotSentence(reason)) };
  }
  const why = whyNoTime(stepMs, failed);
  return { backend, available: true, device, stepMs, ...(device.startsWith('software') && { softwareGpu: true }), ...(why && { why }) };
}

/** Why a time is missing from the row of a backend that works. */
function whyNoTime({ large, small, largeMoreThan, smallMoreThan }: Measured['stepMs'], failed: string | undefined): LocalText | undefined {
  if (failed !== undefined) return inAllLanguages(msg('The training step ended in an error: {detail}', { detail: failed }));
  if (smallMoreThan !== undefined) return inAllLanguages(msg('The small step took longer than {ms} ms and was cut off.', { ms: smallMoreThan }));
  if (largeMoreThan !== undefined) return inAllLanguages(msg('The step of the convolutional network took longer than {ms} ms and was cut off.', { ms: largeMoreThan }));
  return large === undefined || small === undefined ? inAllLanguages(msg('The time of the detection was over before its turn came.')) : undefined;
}

