import { inAllLanguages } from '../../kit/l10n';
import { gpuNote } from './gpuNote';
import type { BackendReport, GpuReport, GpuSource } from './report';
import { drawsOnly, vendorName, type Seen, type Sight } from './seen';

/** One GPU with all that is known of it. */
export type Gpu = Omit<Seen, 'source'> & { sources: GpuSource[] };

/** Which source's words are taken where several speak: those of the driver's maker first. */
const TRUST: readonly GpuSource[] = ['nvidia-smi', 'systeminformation', 'system files', 'WebGPU', 'TensorFlow'];

/** The GPUs of the machine: what each source saw, put together, and whether a backend computes on them. */
export function gpuReports(sight: Sight, backends: readonly BackendReport[]): GpuReport[] {
  const used = usedGpus(backends);
  const all = dropStandIn(together([...sight.seen, ...used, ...unnamed(sight)]), sight.wsl);
  return all.map((gpu) => {
    const { vendor = '?', model = '?', memoryMb, driver, sources } = gpu;
    const usable = sources.includes('WebGPU') || sources.includes('TensorFlow');
    const note = usable ? undefined : gpuNote(gpu, sight, backends, all.some((other) => other !== gpu && (other.sources.includes('WebGPU') || other.sources.includes('TensorFlow'))));
    return { vendor, model, ...(memoryMb !== undefined && { memoryMb }), ...(driver !== undefined && { driver }), sources, usable, ...(note && { note: inAllLanguages(note) }) };
  });
}

/** Whoever has nvidia-smi has, or had, a GPU of NVIDIA's; where it does not answer and nothing else sees one, that is told. */
function unnamed({ seen, nvidiaTrouble: trouble }: Sight): Seen[] {
  const silent = trouble?.kind === 'hung' || (trouble?.kind === 'failed' && !/no devices/i.test(trouble.words));
  return silent && !seen.some(({ vendor }) => vendor === 'NVIDIA') ? [{ source: 'nvidia-smi', vendor: 'NVIDIA', model: 'GPU' }] : [];
}

/** The GPUs that backends say they compute on. */
function usedGpus(backends: readonly BackendReport[]): Seen[] {
  return backends.flatMap(({ backend, available, device = '', softwareGpu }): Seen[] => {
    if (!available || softwareGpu || !device.startsWith('GPU')) return [];
    // TensorFlow's own list has no names; its builds know one make of GPU.
    if (backend === 'tensorflow') return [{ source: 'TensorFlow', vendor: 'NVIDIA' }];
    const words = /^GPU \((.+?)(?:, (?:Vulkan|Metal|Direct3D 12))?\)$/.exec(device)?.[1] ?? '';
    const vendor = vendorName(words.split(' ', 1)[0]!);
    return backend === 'webgpu' ? [{ source: 'WebGPU', vendor, model: words.slice(words.split(' ', 1)[0]!.length).trim() || undefined }] : [];
  });
}

/** Puts what was seen together: by PCI address where both have one, else by vendor and model. */
export function together(seen: readonly Seen[]): Gpu[] {
  const sorted = [...seen].sort((a, b) => TRUST.indexOf(a.source) - TRUST.indexOf(b.source));
  const gpus: Gpu[] = [];
  for (const { source, ...one } of sorted) {
    const same = bestMatch(gpus.filter(({ sources }) => !sources.includes(source)), one);
    if (!same) gpus.push({ ...one, sources: [source] });
    else {
      // The first to speak is the most trusted; later ones fill the gaps.
      const known = Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined)) as Gpu;
      Object.assign(same, one, known, { sources: [...same.sources, source] });
    }
  }
  return gpus;
}

function bestMatch(gpus: Gpu[], one: Omit<Seen, 'source'>): Gpu | undefined {
  const byBus = one.bus && gpus.find(({ bus }) => bus === one.bus);
  if (byBus) return byBus;
  const possible = gpus.filter((gpu) => (!gpu.bus || !one.bus) && (!gpu.vendor || !one.vendor || gpu.vendor === one.vendor) && !drawsOnly(gpu));
  const nameless = possible.find(({ model }) => model === undefined || one.model === undefined || model.startsWith('PCI '));
  const only = possible.length === 1 && possible[0]!.vendor === one.vendor ? possible[0] : undefined;
  return possible.find(({ model }) => alike(model, one.model)) ?? nameless ?? only;
}

/** "NVIDIA GeForce RTX 4070" is "geforce rtx 4070", and "GA104 [GeForce RTX 3070]" is "GeForce RTX 3070". */
function alike(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return false;
  const words = (text: string) => new Set(text.toLowerCase().match(/[a-z]+\d*|\d+[a-z]*/g) ?? []);
  const [one, other] = [words(a), words(b)];
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  return few.size > 0 && [...few].every((word) => many.has(word) || ['nvidia', 'amd', 'intel', 'corporation'].includes(word));
}

/** Within WSL, Linux sees a nameless adapter that stands for Windows' GPU; it goes where that one is known by name. */
const dropStandIn = (gpus: Gpu[], wsl: boolean): Gpu[] => (wsl && gpus.some(({ vendor }) => vendor !== 'Microsoft') ? gpus.filter(({ vendor }) => vendor !== 'Microsoft') : gpus);
