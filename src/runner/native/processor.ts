import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { promisify } from 'node:util';

const X86 = 'x64';
const ARM = 'arm64';

/** Words of a library file's header for the processor that it is made for. */
const ELF: Record<number, string> = { 0x3e: X86, 0xb7: ARM, 0x03: 'ia32', 0x28: 'arm', 0xf3: 'riscv64', 0x15: 'ppc64' };
const MACH: Record<number, string> = { 0x01000007: X86, 0x0100000c: ARM };
const PE: Record<number, string> = { 0x8664: X86, 0xaa64: ARM, 0x014c: 'ia32' };

/**
 * The system and processor for which a library file is made, read from its first bytes (ELF, Mach-O or PE).
 * @returns for instance `linux x64`, or `undefined` where the file is no library
 */
export function madeFor(file: string): string | undefined {
  const head = beginningOf(file);
  if (head.length < 64) return undefined;
  if (head.readUInt32BE(0) === 0x7f454c46) {
    const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    return `linux ${ELF[machine] ?? `machine ${machine}`}`;
  }
  if (head.readUInt32LE(0) === 0xfeedfacf) return `darwin ${MACH[head.readUInt32LE(4)] ?? 'of another processor'}`;
  if (head.readUInt32BE(0) === 0xcafebabe) return `darwin ${fat(head)}`;
  if (head.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const at = head.readUInt32LE(0x3c);
  if (at + 6 > head.length || head.toString('latin1', at, at + 2) !== 'PE') return undefined;
  return `win32 ${PE[head.readUInt16LE(at + 4)] ?? 'of another processor'}`;
}

/** A Mach-O file for several processors names them in a table. */
function fat(head: Buffer): string {
  const processors: string[] = [];
  for (let i = 0; i < Math.min(head.readUInt32BE(4), 8); i++) processors.push(MACH[head.readUInt32BE(8 + 20 * i)] ?? '?');
  return processors.includes(process.arch) ? process.arch : processors.join(', ');
}

/** The file's system and processor, where they are not ours. */
export function foreign(file: string): string | undefined {
  const made = madeFor(file);
  return made === `${process.platform} ${process.arch}` ? undefined : (made ?? 'not a library');
}

let missing: Promise<string | undefined> | undefined;

/** The instruction set that TensorFlow's builds need and this processor lacks. Asked once. */
export const missingInstructions = (): Promise<string | undefined> => (missing ??= lookFor());

async function lookFor(): Promise<string | undefined> {
  if (process.arch !== X86) return undefined;
  try {
    if (process.platform === 'linux') return lacksAvx(beginningOf('/proc/cpuinfo').toString('latin1'));
    if (process.platform === 'darwin') {
      // Rosetta imitates an Intel processor without it.
      const { stdout } = await promisify(execFile)('/usr/sbin/sysctl', ['-n', 'hw.optional.avx1_0'], { timeout: 2_000 });
      return stdout.trim() === '0' ? 'AVX' : undefined;
    }
  } catch {
    // Unknown: the library is tried, and a processor that cannot run it shows as a crash with its signal.
  }
  return undefined;
}

/** @param cpuinfo the beginning of /proc/cpuinfo, with the first processor's flags */
export function lacksAvx(cpuinfo: string): string | undefined {
  const flags = /^flags\s*:(.*)$/m.exec(cpuinfo)?.[1];
  return flags !== undefined && !/\bavx\b/.test(flags) ? 'AVX' : undefined;
}

/**
 * Some kilobytes: the head of a library is in them, and of /proc/cpuinfo the first processor, while the whole of
 * that file takes long on a machine of many. Read without giving way, which would take longer than the reading.
 */
function beginningOf(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const page = Buffer.alloc(8192);
    return page.subarray(0, readSync(descriptor, page, 0, page.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Alpine and its like have another C library than the one that TensorFlow's builds are made for. */
export function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const [glibc, musl] = process.arch === ARM ? ['/lib/ld-linux-aarch64.so.1', '/lib/ld-musl-aarch64.so.1'] : ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-musl-x86_64.so.1'];
  return existsSync(musl) && !existsSync(glibc);
}
