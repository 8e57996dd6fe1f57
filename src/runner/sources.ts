import fs from 'node:fs/promises';
import path from 'node:path';

/** Files larger than this are not read: no exercise comes near it. In bytes. */
export const MAX_SOURCE_BYTES = 1_000_000;

/** Why a learner's file cannot be read; the host has a sentence for each. */
export type SourceProblem = 'missing' | 'notAFile' | 'unreadable' | 'tooLarge' | 'notUtf8' | 'outside' | 'notCode';

export class SourceError extends Error {
  override readonly name = 'SourceError';
  constructor(
    readonly problem: SourceProblem,
    readonly file: string,
  ) {
    super(`${problem}: ${file}`);
  }
}

/** A learner's file: its bytes, for the hash, and its text without a byte order mark. */
export interface Source {
  file: string;
  bytes: Uint8Array;
  text: string;
  /** It may import no other file: beside it lies the work of others. */
  alone?: boolean;
}

/**
 * Reads a learner's TypeScript file. UTF-8 with or without a byte order mark, and UTF-16 with one, since
 * Windows editors write it. Opens without waiting, so that a FIFO cannot hold us.
 */
export async function readSource(file: string): Promise<Source> {
  let bytes: Buffer;
  try {
    const stat = await fs.stat(file);
    if (!stat.isFile()) throw new SourceError('notAFile', file);
    if (stat.size > MAX_SOURCE_BYTES) throw new SourceError('tooLarge', file);
    bytes = await fs.readFile(file);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable', file);
  }
  const utf16 = bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
  const encoding = !utf16 ? 'utf-8' : bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  try {
    return { file, bytes, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    throw new SourceError('notUtf8', file);
  }
}

const CODE = /\.(?:ts|mts|cts|js|mjs|cjs)$/i;

/** Finds and reads what `from` imports as `specifier`: code, within `folder`, and nothing else. */
export async function readImport(folder: string, from: string, specifier: string): Promise<Source> {
  const target = path.resolve(path.dirname(from), specifier);
  // `./x.js` is how TypeScript's own module resolution spells the file x.ts.
  const candidates = [target, `${target}.ts`, `${target}.js`, target.replace(/\.([cm]?)js$/, '.$1ts'), path.join(target, 'index.ts'), path.join(target, 'index.js')];
  const root = await fs.realpath(folder);
  for (const candidate of candidates) {
    const real = await fs.realpath(candidate).catch(() => undefined);
    if (real === undefined || !(await fs.stat(real)).isFile()) continue;
    if (!real.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) throw new SourceError('outside', specifier);
    if (!CODE.test(real)) throw new SourceError('notCode', specifier);
    return await readSource(real);
  }
  const inside = target.startsWith(root + path.sep) || target.startsWith(path.resolve(folder) + path.sep);
  throw new SourceError(inside ? 'missing' : 'outside', specifier);
}
