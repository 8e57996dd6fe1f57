import type { WorkSize } from '../pool';
import type { BackendReport, StepTimes } from './report';

/** A time as people read it: `0.24 ms`, `38 ms`, `1.2 s`. */
export function milliseconds(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms >= 10 ? Math.round(ms) : Number(ms.toPrecision(2))} ms`;
}

/** The measured time, `> 1.2 s` where it was cut off, or a dash. */
export function timeWords(stepMs: StepTimes | undefined, work: WorkSize): string {
  const [time, moreThan] = [stepMs?.[work], stepMs?.[`${work}MoreThan`]];
  return time !== undefined ? milliseconds(time) : moreThan !== undefined ? `> ${milliseconds(moreThan)}` : '–';
}

/** How many times as long as the fastest backend it takes: `1×` for the fastest itself, nothing where it was not measured. */
export function ratioTo(backends: readonly BackendReport<unknown>[], stepMs: StepTimes | undefined, work: WorkSize): string {
  const best = Math.min(...backends.flatMap((one) => one.stepMs?.[work] ?? []));
  const time = stepMs?.[work];
  if (time === undefined) return '';
  const ratio = time / best;
  return `${ratio >= 9.95 ? Math.round(ratio) : Math.round(ratio * 10) / 10}×`;
}

/** What computes, in the few letters of a status bar: `CPU`, `NVIDIA GeForce RTX 4070`. */
export function shortDevice(device: string): string {
  const [, kind = device, inner = ''] = /^(.+?) \((.*)\)$/.exec(device) ?? [];
  return kind === 'GPU' && !inner.startsWith('TensorFlow') ? inner.replace(/, (?:Vulkan|Metal|Direct3D 12)$/, '') : kind;
}
