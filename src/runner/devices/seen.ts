import type { GpuSource } from './report';

/** What one source says of one GPU. */
export interface Seen {
  source: GpuSource;
  vendor?: string;
  model?: string;
  memoryMb?: number;
  /** The driver's version, or its name where it has none of its own. */
  driver?: string;
  /** PCI address as `busOf` spells it. */
  bus?: string;
  /** The system sees it, and no driver serves it. */
  noDriver?: boolean;
  /** A driver serves it, and the files by which programs reach it are not here: a container without access. */
  noDeviceFile?: boolean;
}

/** What nvidia-smi had to say instead of a list. */
export type NvidiaTrouble = { kind: 'hung'; afterMs: number } | { kind: 'failed'; words: string } | { kind: 'garbage' };

export interface Sight {
  seen: Seen[];
  nvidiaTrouble?: NvidiaTrouble;
  /** Linux within Windows: the GPU is Windows' and comes through /dev/dxg. */
  wsl: boolean;
}

/** `00000000:01:00.0`, `0000:01:00.0` and `01:00.0` are the same place; other domains stay. */
export function busOf(address: string | undefined): string | undefined {
  const [, domain, place] = /^(?:([0-9a-f]{1,8}):)?([0-9a-f]{2}:[0-9a-f]{2}\.[0-7])$/i.exec(address?.trim() ?? '') ?? [];
  const number = domain?.replace(/^0+/, '');
  return place && (number ? `${number}:${place}` : place).toLowerCase();
}

/** Vendors of the PCI registry that make graphics. https://pcisig.com/membership/member-companies */
const VENDORS: Record<string, string> = { '10de': 'NVIDIA', '1002': 'AMD', '8086': 'Intel', '106b': 'Apple', '1414': 'Microsoft', '1a03': 'ASPEED', '102b': 'Matrox', '1234': 'QEMU', '1b36': 'Red Hat', '15ad': 'VMware', '80ee': 'VirtualBox', '1af4': 'Virtio', '1013': 'Cirrus Logic' };

export const vendorOfId = (id: string): string | undefined => VENDORS[id.toLowerCase().replace(/^0x/, '')];

/** One spelling for each vendor; anything else stays what it is. */
export function vendorName(name: string): string {
  const known: [RegExp, string][] = [[/nvidia/i, 'NVIDIA'], [/\bamd\b|\bati\b|advanced micro/i, 'AMD'], [/intel/i, 'Intel'], [/apple/i, 'Apple'], [/microsoft/i, 'Microsoft'], [/aspeed/i, 'ASPEED'], [/matrox/i, 'Matrox'], [/red hat/i, 'Red Hat'], [/vmware/i, 'VMware']];
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? name.trim();
}

/** It draws a screen, for a server's console or a virtual machine, and has no processor for computing. */
export const drawsOnly = ({ vendor = '', model = '' }: { vendor?: string; model?: string }): boolean =>
  /aspeed|matrox|cirrus|qxl|bochs|virtualbox|vmware|virtio|\bqemu\b|red hat|hyper-v|basic (?:display|render)/i.test(`${vendor} ${model}`);
