import { LANGUAGES, msg, translate, type Language, type Message } from '../kit/l10n';
import type { ComputeStrings } from './messages';

/** The words of the page. Slots are filled by the page itself. */
const STRINGS: Record<keyof ComputeStrings, Message> = {
  title: msg('Compute report'),
  summary: msg('What computes your exercises on this machine, and how fast.'),
  switchLanguage: msg('Language'),
  measureAgain: msg('Measure Again'),
  copy: msg('Copy as Text'),
  copied: msg('Copied'),
  settings: msg('Open Settings'),
  install: msg('Install Native TensorFlow'),
  looking: msg('Looking for GPUs and starting the backends…'),
  measuring: msg('Timing a training step on {backend}…'),
  progress: msg('Progress of the measurement'),
  measuredAt: msg('Measured {when} in {duration}.'),
  notMeasured: msg('Nothing has been measured yet.'),
  auto: msg('What “auto” takes'),
  autoHint: msg('The fastest backend is not the same for every exercise: a call to a GPU costs more than the arithmetic of a small network.'),
  overridden: msg('The setting “coursework.runtime.backend” says {backend}, so all work goes there.'),
  large: msg('Large work'),
  small: msg('Small work'),
  largeHint: msg('a convolutional network, batches of 32 digits'),
  smallHint: msg('networks of a few dozen weights'),
  backends: msg('Backends'),
  backendsHint: msg('Time of one training step; a shorter bar is better. With the same seed, cpu and wasm repeat every result to the last bit; tensorflow and webgpu may differ in the last digits.'),
  available: msg('available'),
  unavailable: msg('not available'),
  software: msg('imitated GPU'),
  fastest: msg('fastest'),
  asLong: msg('{ratio} as long'),
  cutOff: msg('cut off'),
  gpus: msg('GPUs'),
  noGpu: msg('No GPU was found. Everything computes on the processor.'),
  gpuUsed: msg('in use'),
  gpuUnused: msg('not used'),
  seenBy: msg('Seen by {sources}'),
  machine: msg('This machine'),
  cpu: msg('Processor'),
  memory: msg('Memory'),
  system: msg('System'),
  node: msg('Node of the runner'),
};

export const computeStrings = (): Readonly<Record<Language, ComputeStrings>> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, Object.fromEntries(Object.entries(STRINGS).map(([key, message]) => [key, translate({ text: message.text }, language)]))])) as unknown as Record<Language, ComputeStrings>;
