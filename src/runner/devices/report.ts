import * as v from 'valibot';
import type { LocalText, Language } from '../../kit/l10n';
import type { WorkSize } from '../pool';
import { BACKENDS, WHY_NOT, type Backend, type PassedOver } from '../protocol/backends';

/** The compute report is a contract with other programs: `devices --json` prints it. */
export const COMPUTE_REPORT_VERSION = 1;

/** Where something was learnt about a GPU. */
export const GPU_SOURCES = ['systeminformation', 'nvidia-smi', 'system files', 'WebGPU', 'TensorFlow'] as const;
export type GpuSource = (typeof GPU_SOURCES)[number];

/** `Text` is `string` in one language, and a text in every language while it waits for its reader. */
export interface GpuReport<Text = LocalText> {
  vendor: string;
  model: string;
  memoryMb?: number;
  driver?: string;
  sources: GpuSource[];
  /** A backend computes on it. */
  usable: boolean;
  /** Where it is not usable: why, and what would change that. */
  note?: Text;
}

/** Milliseconds of one training step: `large` of a convolutional network, `small` of a few dozen weights. */
export interface StepTimes {
  large?: number;
  small?: number;
  /** It was not done when it was cut off after this time. */
  largeMoreThan?: number;
  smallMoreThan?: number;
}

export interface BackendReport<Text = LocalText> {
  backend: Backend;
  available: boolean;
  /** What truly computes, in words a person knows. */
  device?: string;
  /** Why it is not available. */
  passedOver?: PassedOver;
  /** The same as a sentence with the remedy; of an available backend, why a time is missing. */
  why?: Text;
  stepMs?: StepTimes;
  /** A program that imitates a GPU does the work. */
  softwareGpu?: boolean;
}

export interface ComputeReport<Text = LocalText> {
  schemaVersion: typeof COMPUTE_REPORT_VERSION;
  /** ISO 8601. */
  takenAt: string;
  machine: { os: string; arch: string; cpu: string; cores: number; memoryMb: number; node: string };
  gpus: GpuReport<Text>[];
  /** Best expected first. */
  backends: BackendReport<Text>[];
  /** What the setting `auto` takes for work of each size. */
  auto: Record<WorkSize, Backend>;
  /** Of the machine, its drivers and what is installed; another one makes the report worthless. */
  fingerprint: string;
  durationMs: number;
}

/** What `auto` takes where nothing was measured. */
export const unmeasured = (tensorflow: boolean): Record<WorkSize, Backend> => ({ small: 'cpu', large: tensorflow ? 'tensorflow' : 'wasm' });

/** The fastest of the measured backends for each size of work. */
export function fastest(backends: readonly BackendReport<unknown>[]): Record<WorkSize, Backend> {
  const usual = unmeasured(backends.some(({ backend, available }) => backend === 'tensorflow' && available));
  const of = (work: WorkSize): Backend => {
    const measured = backends.filter((one) => one.available && one.stepMs?.[work] !== undefined);
    return measured.sort((a, b) => a.stepMs![work]! - b.stepMs![work]!)[0]?.backend ?? usual[work];
  };
  return { small: of('small'), large: of('large') };
}

/** The report as its reader gets it. */
export function computeReportIn(report: ComputeReport, language: Language): ComputeReport<string> {
  return {
    ...report,
    gpus: report.gpus.map(({ note, ...gpu }) => ({ ...gpu, ...(note && { note: note[language] }) })),
    backends: report.backends.map(({ why, ...backend }) => ({ ...backend, ...(why && { why: why[language] }) })),
  };
}

const text = v.pipe(v.string(), v.maxLength(2_000));
const texts = v.object({ 'zh-cn': text, en: text });
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const backend = v.picklist(BACKENDS);

/** A report that was kept in a file, which anything may have written. */
export const computeReportSchema: v.GenericSchema<ComputeReport> = v.object({
  schemaVersion: v.literal(COMPUTE_REPORT_VERSION),
  takenAt: v.pipe(v.string(), v.isoTimestamp()),
  machine: v.object({ os: text, arch: text, cpu: text, cores: amount, memoryMb: amount, node: text }),
  gpus: v.pipe(v.array(v.object({ vendor: text, model: text, memoryMb: v.optional(amount), driver: v.optional(text), sources: v.array(v.picklist(GPU_SOURCES)), usable: v.boolean(), note: v.optional(texts) })), v.maxLength(64)),
  backends: v.pipe(
    v.array(
      v.object({
        backend,
        available: v.boolean(),
        device: v.optional(text),
        passedOver: v.optional(v.object({ backend, why: v.picklist(WHY_NOT), detail: v.optional(text) })),
        why: v.optional(texts),
        stepMs: v.optional(v.object({ large: v.optional(amount), small: v.optional(amount), largeMoreThan: v.optional(amount), smallMoreThan: v.optional(amount) })),
        softwareGpu: v.optional(v.boolean()),
      }),
    ),
    v.maxLength(BACKENDS.length),
  ),
  auto: v.object({ small: backend, large: backend }),
  fingerprint: text,
  durationMs: amount,
});
