import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';
import { isFull } from './disk';
import { FetchProblem, wordsOf, type Http } from './http';
import type { Pin } from './pins';

/** A source gave us something else than what we know by its hash. */
export class WrongFile extends Error {
  constructor(readonly host: string) {
    super(`${host}: another file`);
  }

  get forPerson(): HumanError {
    return new HumanError(msg('{host} sent another file than TensorFlow’s: its SHA-256 is not the known one. It was deleted.', { host: this.host }), msg('Set pip’s `index-url` to another index, or name a libtensorflow that you have.'));
  }
}

export interface Download {
  url: string;
  pin: Pin;
  /** Where the file grows; it stays there when the download is cut off, and goes on there later. */
  file: string;
  http: Http;
  signal?: AbortSignal;
  onProgress: (done: number, total: number) => void;
  /** All is there and is about to be compared with the pin. */
  onVerify?: () => void;
  /** Of a new try after the connection broke, in milliseconds. */
  pauseMs?: number;
}

/** A connection that breaks this often without bringing anything new has broken for good. */
const TRIES = 4;

/**
 * Brings a file to the disk and leaves it there only if its SHA-256 is the pinned one.
 * @throws FetchProblem when no more comes; what came is kept
 * @throws WrongFile when the whole file is another one; it is deleted
 */
export async function download(d: Download): Promise<void> {
  await fs.mkdir(path.dirname(d.file), { recursive: true });
  for (let resumed = (await sizeOf(d.file)) > 0; ; resumed = false) {
    await fetchAll(d);
    d.onVerify?.();
    if ((await sha256(d.file, d.signal)) === d.pin.sha256) return;
    await fs.rm(d.file, { force: true });
    // What lay there may have come from elsewhere: one try from the beginning, then the source is to blame.
    if (!resumed) throw new WrongFile(new URL(d.url).host);
  }
}

async function fetchAll(d: Download): Promise<void> {
  let idle = 0;
  let came = false;
  for (;;) {
    const before = await sizeOf(d.file);
    if (before === d.pin.size) return;
    if (before > d.pin.size) await fs.truncate(d.file, 0);
    try {
      await fetchSome(d);
      return;
    } catch (error) {
      if (!(error instanceof FetchProblem) || (error.kind !== 'cut' && error.kind !== 'unreachable')) throw error;
      const more = (await sizeOf(d.file)) > before;
      came ||= more;
      idle = more ? 0 : idle + 1;
      // A host that has not answered once is not there: no need to let a person wait.
      if (idle >= TRIES || (error.kind === 'unreachable' && !came)) throw error;
      await pause(d.pauseMs ?? 1_000 * 2 ** idle, d.signal);
    }
  }
}

/** One request, from where the file ends. */
async function fetchSome({ url, pin, file, http, signal, onProgress }: Download): Promise<void> {
  const from = await sizeOf(file);
  const { host } = new URL(url);
  const response = await http.get(url, from > 0 ? { range: `bytes=${from}-` } : {}, signal);
  const starts = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]);
  const goesOn = response.status === 206 && starts === from;
  if (response.status === 416 || (response.status === 206 && !goesOn)) {
    // The server has another file than the one that we began with.
    await response.body?.cancel();
    await fs.truncate(file, 0);
    throw new FetchProblem('cut', host, `HTTP ${response.status}`);
  }
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  let at = goesOn ? from : 0;
  if (!Number.isNaN(announced) && at + announced !== pin.size) {
    await response.body?.cancel();
    throw new WrongFile(host);
  }
  const handle = await fs.open(file, goesOn ? 'a' : 'w');
  try {
    if (!response.body) throw new FetchProblem('cut', host, 'no content');
    const reader = response.body.getReader();
    for (;;) {
      const read = await reader.read().catch((error: unknown) => {
        signal?.throwIfAborted();
        throw new FetchProblem('cut', host, wordsOf(error));
      });
      if (read.done) break;
      const chunk = read.value as Uint8Array;
      if (at + chunk.byteLength > pin.size) {
        await reader.cancel();
        throw new WrongFile(host);
      }
      await handle.writeFile(chunk);
      at += chunk.byteLength;
      onProgress(at, pin.size);
    }
  } catch (error) {
    if (isFull(error) || error instanceof WrongFile) {
      // Half a file on a full disk helps nobody.
      await handle.close();
      await fs.rm(file, { force: true });
    }
    throw error;
  } finally {
    await handle.close().catch(() => undefined);
  }
  if (at < pin.size) throw new FetchProblem('cut', host, `${at} of ${pin.size} bytes`);
}

export async function sha256(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex');
}

const sizeOf = (file: string): Promise<number> => fs.stat(file).then(({ size }) => size, () => 0);

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    }, { once: true });
  });
}
