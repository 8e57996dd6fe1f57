import fs from 'node:fs';
import path from 'node:path';
import type { PassedOver } from '../protocol/backends';
import { adoptGlobals } from './webgpuGlobals';
import { catchTicks, dawn } from './webgpuTicks';

interface DawnAddon {
  create(options: string[]): GPU;
  globals: Record<string, unknown>;
}

/** The adapter that answers, or why none is to be used. */
export type Found = { adapter: GPUAdapter; info: Info; gpu: GPU } | Omit<PassedOver, 'backend'>;

/**
 * Loads Dawn and asks it for an adapter. A real GPU comes before a program that imitates one (Dawn sorts
 * adapters: discrete, integrated, software), and the program serves only where `softwareGpu` says so.
 */
export async function findAdapter(softwareGpu: boolean): Promise<Found> {
  const system = `${process.platform}-${process.arch}`;
  const file = path.join(__dirname, 'webgpu', `dawn-${system}.node`);
  if (!fs.existsSync(file)) return { why: 'unsupported', detail: system };
  const module = { exports: {} as DawnAddon };
  // Not `require`: it would look at every folder above, which the permission model forbids.
  process.dlopen(module, file);
  adoptGlobals(module.exports.globals);
  catchTicks();
  const gpu = module.exports.create([]);
  const adapter = await dawn(() => gpu.requestAdapter({ powerPreference: 'high-performance' }));
  if (!adapter) return { why: 'noGpu' };
  const { info } = adapter as GPUAdapter & { info: Info };
  if (isSoftware(info) && !softwareGpu) return { why: 'softwareGpu', detail: name(info) };
  return { adapter, info, gpu };
}

type Info = GPUAdapterInfo & { isFallbackAdapter?: boolean };

/** Mesa's lavapipe and llvmpipe, Google's SwiftShader, Windows' WARP ("Microsoft Basic Render Driver"). */
const SOFTWARE = /llvmpipe|lavapipe|softpipe|swiftshader|basic render|\bwarp\b/i;

function isSoftware(info: Info): boolean {
  return info.isFallbackAdapter === true || info.architecture === 'software' || SOFTWARE.test(`${info.device} ${info.description}`);
}

const INTERFACES: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Metal', win32: 'Direct3D 12' };

/** The adapter in words that a person knows: `GPU (NVIDIA GeForce RTX 4070, Vulkan)`. */
export function deviceWords(info: Info): string {
  return isSoftware(info) ? `software GPU (${name(info)})` : `GPU (${name(info)}, ${INTERFACES[process.platform] ?? 'Vulkan'})`;
}

const VENDORS: Record<string, string> = { nvidia: 'NVIDIA', amd: 'AMD', intel: 'Intel', apple: 'Apple', qualcomm: 'Qualcomm', arm: 'ARM', microsoft: 'Microsoft' };

/**
 * `device` is the adapter's name in small letters and dashes, `description` the driver's: "llvmpipe: Mesa
 * 25.0.7-2 (LLVM 15.0.6) 0.0.1", "NVIDIA: 550.54 …".
 */
function name(info: Info): string {
  const mesa = /^(\w+): (Mesa [\d.]+)/.exec(info.description);
  if (mesa && isSoftware(info)) return `${mesa[1]}, ${mesa[2]}`;
  const vendor = VENDORS[info.vendor] ?? info.vendor;
  const device = info.device.replace(/-+/g, ' ').trim();
  const model = device.toLowerCase().startsWith(info.vendor) ? device.slice(info.vendor.length).trim() : device;
  return [vendor, model || info.architecture].filter(Boolean).join(' ') || info.description || 'unnamed';
}
