import type { WorkSize } from '../pool';
import { BACKENDS, type Backend, type BackendChoice, type PassedOver } from '../protocol/backends';
import { RUNNER_HEAP_MB, type SpawnOptions } from '../spawn';
import type { NativeProblem, NativeRuntime } from '../native/find';
import { currentReport, nativeAt } from './current';
import { runnerScript, softwareGpuOf, type Where } from './place';
import { fastest, unmeasured, type BackendReport, type ComputeReport } from './report';

/**
 * How to start a runner process for work of a size: with `auto` the backend that was measured to be the fastest
 * for it on this machine as it is now, and for every backend above the chosen one the reason why not.
 */
export async function startOptions(where: Where, choice: BackendChoice, work: WorkSize): Promise<SpawnOptions> {
  const native = await nativeAt(where);
  const report = choice === 'auto' ? await currentReport(where, native) : undefined;
  return planFor({ script: runnerScript(where), softwareGpu: softwareGpuOf(where), native, choice, work, report });
}

export interface Known {
  script: string;
  softwareGpu: boolean;
  native: NativeRuntime | NativeProblem;
  choice: BackendChoice;
  work: WorkSize;
  /** What was measured on the machine as it is now. */
  report?: Pick<ComputeReport, 'backends'>;
}

/** The backend that such a process tries first. */
export function firstChoice({ backend, auto = 'cpu', passedOver = [] }: SpawnOptions): Backend {
  const wanted = backend === 'auto' ? auto : backend;
  return passedOver.some((one) => one.backend === wanted) ? 'wasm' : wanted;
}

/** The decision itself, from what is known. */
export function planFor({ script, softwareGpu, native, choice, work, report }: Known): SpawnOptions {
  const missing: PassedOver | undefined = 'why' in native ? { backend: 'tensorflow', why: native.why, detail: native.detail } : undefined;
  const common = { script, heapMb: RUNNER_HEAP_MB, softwareGpu, ...('binding' in native && { binding: native.binding }) };
  if (choice !== 'auto') return { ...common, backend: choice, ...(choice === 'tensorflow' && missing && { passedOver: [missing] }) };
  const auto = report ? fastest(report.backends)[work] : unmeasured(missing === undefined)[work];
  const above = BACKENDS.slice(0, BACKENDS.indexOf(auto));
  return { ...common, backend: 'auto', auto, passedOver: above.map((backend) => whyNot(backend, missing, report?.backends.find((one) => one.backend === backend), work)) };
}

function whyNot(backend: Backend, missing: PassedOver | undefined, row: BackendReport | undefined, work: WorkSize): PassedOver {
  if (backend === missing?.backend) return missing;
  if (row?.passedOver) return row.passedOver;
  const slower = row?.stepMs?.[work] !== undefined || row?.stepMs?.[`${work}MoreThan`] !== undefined;
  return { backend, why: slower ? 'slower' : 'notMeasured' };
}
