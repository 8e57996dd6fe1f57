/** Everything that travels between the extension host and the page of the compute report. One union per direction. */
import type { Language, LocalText } from '../kit/l10n';
import type { WorkSize } from '../runner/pool';
import type { Backend, BackendChoice } from '../runner/protocol/backends';

/** The time of one training step, ready to be shown. */
export interface StepView {
  /** `38 ms`, or `> 1.2 s` where it was cut off. */
  words: string;
  /** How many times as long as the fastest: `1×`; empty where it was cut off. */
  ratio: string;
  /** Length of the bar, from 0 to 1: the slowest fills it. */
  share: number;
  /** It was not done when it was cut off. */
  cut: boolean;
}

export type Remedy = 'install' | 'settings';

export interface BackendView {
  backend: Backend;
  available: boolean;
  software: boolean;
  device?: string;
  /** Why it is not available, or why a time is missing, with the remedy. */
  why?: LocalText;
  steps: Partial<Record<WorkSize, StepView>>;
  remedies: Remedy[];
}

export interface GpuView {
  name: string;
  facts: LocalText;
  sources: LocalText;
  usable: boolean;
  note?: LocalText;
}

export interface ReportView {
  /** ISO 8601. */
  takenAt: string;
  durationMs: number;
  machine: { name: 'cpu' | 'memory' | 'system' | 'node'; value: LocalText }[];
  gpus: GpuView[];
  backends: BackendView[];
  auto: Record<WorkSize, { backend: Backend; why: LocalText }>;
}

export interface ComputeView {
  report?: ReportView;
  /** A measurement runs: what it does now, and how many of the backends are done. */
  measuring?: { backend?: Backend; done: number; total: number };
  /** What kept the last measurement from its end. */
  fault?: LocalText;
  /** The setting; anything but `auto` overrides what was measured. */
  choice: BackendChoice;
}

export type HostToComputePage =
  | { type: 'show'; view: ComputeView; language: Language; strings: Readonly<Record<Language, ComputeStrings>> }
  | { type: 'language'; language: Language };

export type ComputePageToHost =
  | { type: 'ready' }
  | { type: 'language'; language: Language }
  | { type: 'measure' }
  | { type: 'copy' }
  | { type: 'remedy'; remedy: Remedy }
  /** A fault of the page itself; the host logs it. */
  | { type: 'fault'; message: string; stack?: string };

/** The page's own words, translated by the host (src/compute/strings.ts). */
export interface ComputeStrings {
  title: string;
  summary: string;
  switchLanguage: string;
  measureAgain: string;
  copy: string;
  copied: string;
  settings: string;
  install: string;
  looking: string;
  /** `{backend}` is timed now. */
  measuring: string;
  progress: string;
  /** `{when}` and `{duration}`. */
  measuredAt: string;
  notMeasured: string;
  auto: string;
  autoHint: string;
  /** `{backend}` is what the setting says. */
  overridden: string;
  large: string;
  small: string;
  largeHint: string;
  smallHint: string;
  backends: string;
  backendsHint: string;
  available: string;
  unavailable: string;
  software: string;
  fastest: string;
  /** `{ratio}` of the fastest. */
  asLong: string;
  cutOff: string;
  gpus: string;
  noGpu: string;
  gpuUsed: string;
  gpuUnused: string;
  /** `{sources}` that name the GPU. */
  seenBy: string;
  machine: string;
  cpu: string;
  memory: string;
  system: string;
  node: string;
}
