import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { open, type Entry, type ZipFile } from 'yauzl';
import { LIBRARIES, libraryNames } from './layout';

/** Headers that tfjs-node's sources include, in the places where versions of TensorFlow have kept them. */
const HEADER = /(?:^|\/)include\/((?:tensorflow\/c\/|(?:tensorflow\/core|tensorflow\/tsl|tsl|xla\/tsl)\/(?:c|platform)\/)(?!experimental\/)[\w/]+\.h)$/;
/** Libraries that TensorFlow's own stand on: of OpenMP, and on Windows of C++. */
const COMPANION = /^(?:libomp[\w-]*\.so\.\d+|libiomp5md\.dll|msvcp140\.dll|vcruntime140(?:_1)?\.dll|vcomp140\.dll|concrt140\.dll)$/;

/** Where an entry goes, within the runtime's folder; `undefined` for the many that are not needed. */
export function placeOf(entry: string, headers: boolean): string | undefined {
  const header = HEADER.exec(entry)?.[1];
  if (header !== undefined) return headers ? path.join('deps', 'include', ...header.split('/')) : undefined;
  const name = entry.split('/').pop()!;
  const { main, framework } = libraryNames();
  // A wheel has Python's parts too, in folders below.
  if (/\/python\/|xla_aot|jni/.test(entry)) return undefined;
  return main.test(name) || framework?.test(name) || COMPANION.test(name) ? path.join(LIBRARIES, name) : undefined;
}

/**
 * Unpacks of a wheel or a jar (both are zips) what a runtime needs.
 * @param headers also the C headers, which only compiling needs
 * @returns the libraries' names
 */
export async function unpack(zip: string, dir: string, headers: boolean, onProgress: (done: number) => void, signal?: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  let done = 0;
  const file = await new Promise<ZipFile>((resolve, reject) => open(zip, { lazyEntries: true, autoClose: false }, (error, opened) => (opened ? resolve(opened) : reject(error ?? new Error('not a zip')))));
  try {
    for await (const entry of entriesOf(file)) {
      signal?.throwIfAborted();
      const place = placeOf(entry.fileName, headers);
      if (place === undefined) continue;
      const to = path.join(dir, place);
      await fs.mkdir(path.dirname(to), { recursive: true });
      const from = await new Promise<NodeJS.ReadableStream>((resolve, reject) => file.openReadStream(entry, (error, stream) => (stream ? resolve(stream) : reject(error ?? new Error('unreadable entry')))));
      from.on('data', (chunk: Buffer) => onProgress((done += chunk.byteLength)));
      await pipeline(from, createWriteStream(to, { mode: 0o755 }), { signal });
      if (place.startsWith(LIBRARIES)) names.push(path.basename(place));
    }
  } finally {
    file.close();
  }
  return names;
}

async function* entriesOf(file: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      file.once('entry', resolve).once('end', () => resolve(undefined)).once('error', reject);
      file.readEntry();
    });
    file.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}
