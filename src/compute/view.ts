import { inAllLanguages, msg, type LocalText } from '../kit/l10n';
import { gigabytes, gpuName } from '../runner/devices/asText';
import type { BackendReport, ComputeReport, GpuReport, GpuSource } from '../runner/devices/report';
import { milliseconds, ratioTo, timeWords } from '../runner/devices/words';
import type { WorkSize } from '../runner/pool';
import type { WhyNot } from '../runner/protocol/backends';
import type { BackendView, GpuView, Remedy, ReportView, StepView } from './messages';

/** The report as its page shows it: numbers as words, bars as shares, each reason with its buttons. */
export function reportView(report: ComputeReport): ReportView {
  const { takenAt, durationMs, machine, gpus, backends } = report;
  const same = (text: string): LocalText => ({ en: text, 'zh-cn': text });
  return {
    takenAt,
    durationMs,
    machine: [
      { name: 'cpu', value: inAllLanguages(msg('{cpu}, {cores} cores', { cpu: machine.cpu, cores: machine.cores })) },
      { name: 'memory', value: same(`${gigabytes(machine.memoryMb)} GB`) },
      { name: 'system', value: same(`${machine.os}, ${machine.arch}`) },
      { name: 'node', value: same(machine.node) },
    ],
    gpus: gpus.map(gpuView),
    backends: backends.map((one) => backendView(one, backends)),
    auto: { small: { backend: report.auto.small, why: autoReason(report, 'small') }, large: { backend: report.auto.large, why: autoReason(report, 'large') } },
  };
}

function gpuView({ vendor, model, memoryMb, driver, sources, usable, note }: GpuReport): GpuView {
  const size = memoryMb === undefined ? '' : gigabytes(memoryMb);
  const facts = memoryMb !== undefined && driver !== undefined ? msg('{gb} GB, driver {version}', { gb: size, version: driver }) : driver !== undefined ? msg('driver {version}', { version: driver }) : memoryMb !== undefined ? msg('{gb} GB', { gb: size }) : msg('memory and driver unknown');
  return { name: gpuName({ vendor, model }), facts: inAllLanguages(facts), sources: sourceNames(sources), usable, note };
}

/** The names of programs are what they are; what is no program has a name in each language. */
function sourceNames(sources: readonly GpuSource[]): LocalText {
  const files = inAllLanguages(msg('files of the system'));
  const named = (language: keyof LocalText) => sources.map((source) => (source === 'system files' ? files[language] : source));
  return { en: named('en').join(', '), 'zh-cn': named('zh-cn').join('、') };
}

/** A number and its unit stay on one line. */
const together = (ms: number): string => milliseconds(ms).replace(' ', '\u00a0');

function backendView({ backend, available, device, why, passedOver, stepMs, softwareGpu = false }: BackendReport, all: readonly BackendReport[]): BackendView {
  const slowest = (work: WorkSize) => Math.max(...all.flatMap((one) => one.stepMs?.[work] ?? one.stepMs?.[`${work}MoreThan`] ?? []));
  const step = (work: WorkSize): StepView | undefined => {
    const time = stepMs?.[work];
    const ms = time ?? stepMs?.[`${work}MoreThan`];
    if (!available || ms === undefined) return undefined;
    return { words: timeWords(stepMs, work), ratio: ratioTo(all, stepMs, work), share: ms / slowest(work), cut: time === undefined };
  };
  return { backend, available, software: softwareGpu, device, why, steps: { large: step('large'), small: step('small') }, remedies: passedOver ? remediesFor(passedOver.why) : [] };
}

function remediesFor(why: WhyNot): Remedy[] {
  switch (why) {
    case 'notInstalled':
      return ['install', 'settings'];
    case 'wrongLibrary':
      return ['install', 'settings'];
    case 'softwareGpu':
      return ['settings'];
    default:
      return [];
  }
}

/** Why `auto` takes what it takes. */
function autoReason({ backends, auto }: ComputeReport, work: WorkSize): LocalText {
  const chosen = backends.find(({ backend }) => backend === auto[work])?.stepMs?.[work];
  const others = backends.flatMap((one) => (one.backend !== auto[work] && one.stepMs?.[work] !== undefined ? [{ backend: one.backend, ms: one.stepMs[work] }] : []));
  const second = others.sort((a, b) => a.ms - b.ms)[0];
  if (chosen === undefined) return inAllLanguages(msg('Nothing could be timed for it, so it is the usual choice.'));
  if (!second) return inAllLanguages(msg('{time} a step; no other backend could be timed.', { time: together(chosen) }));
  return inAllLanguages(msg('{time} a step, the fastest here; {second} takes {secondTime}.', { time: together(chosen), second: second.backend, secondTime: together(second.ms) }));
}
