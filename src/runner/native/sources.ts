import fs from 'node:fs/promises';
import path from 'node:path';
import type { HumanError } from '../../kit/humanError';
import { msg, type Message } from '../../kit/l10n';
import { download, sha256, WrongFile } from './download';
import { FetchProblem, type Http } from './http';
import type { Pin, SystemPins } from './pins';
import type { PipSettings } from './pipConfig';
import { wheelAddress } from './simpleIndex';

export interface Fetch {
  pins: SystemPins;
  pip: PipSettings;
  http: Http;
  /** Folder of half-done downloads. */
  partial: string;
  signal?: AbortSignal;
  pauseMs?: number;
  step: (line: string) => void;
  tell: (phase: 'resolve' | 'download' | 'verify', message: Message, done?: number, total?: number) => void;
}

/** A wheel or archive on the disk, whose hash is the pinned one. */
export interface Fetched {
  file: string;
  from: string;
  sha256: string;
}

/** Which failure tells a person most, when all sources failed. */
const RANK = ['unreachable', 'missing', 'refused', 'cut', 'wrong'] as const;

/**
 * Fetches the library: the wheel out of pip's folders, the wheel through each of pip's indexes, then the archive
 * of TensorFlow's project.
 * @throws HumanError that says what went wrong where
 */
export async function fetchLibrary(o: Fetch): Promise<Fetched> {
  const { wheel, archive } = o.pins;
  if (wheel) {
    for (const folder of o.pip.folders) {
      const file = path.join(folder, wheel.file);
      if (!(await fs.access(file).then(() => true, () => false))) continue;
      o.tell('verify', msg('Checking {file}.', { file }));
      if ((await sha256(file, o.signal)) === wheel.sha256) {
        o.step(`found ${file}`);
        return { file, from: file, sha256: wheel.sha256 };
      }
      o.step(`${file} is another file`);
    }
  }
  const failures: (FetchProblem | WrongFile)[] = [];
  const attempts: (() => Promise<Fetched>)[] = [];
  if (wheel) {
    for (const index of o.pip.indexes) {
      attempts.push(async () => {
        o.tell('resolve', msg('Asking {host} for TensorFlow {version}.', { host: new URL(index).host, version: o.pins.version }));
        return fromAddress(await wheelAddress(index, wheel, o.http, o.signal), wheel, o);
      });
    }
  }
  if (archive) attempts.push(() => fromAddress(archive.url, archive, o));
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof FetchProblem) && !(error instanceof WrongFile)) throw error;
      failures.push(error);
      o.step(`${error.host}: ${error instanceof WrongFile ? 'another file, deleted' : `${error.kind}, ${error.message}`}`);
    }
  }
  throw mostTelling(failures);
}

function mostTelling(failures: (FetchProblem | WrongFile)[]): HumanError | Error {
  const rank = (failure: FetchProblem | WrongFile) => RANK.indexOf(failure instanceof WrongFile ? 'wrong' : failure.kind);
  const [worst] = [...failures].sort((a, b) => rank(b) - rank(a));
  return worst?.forPerson ?? new Error('no source for TensorFlow’s library is configured');
}

async function fromAddress(url: string, pin: Pin, o: Fetch): Promise<Fetched> {
  const shown = withoutPassword(url);
  const message = msg('Downloading TensorFlow {version} from {host}.', { version: o.pins.version, host: new URL(url).host });
  const file = path.join(o.partial, `${pin.sha256}.part`);
  o.tell('download', message, 0, pin.size);
  const from = performance.now();
  await download({ url, pin, file, http: o.http, signal: o.signal, pauseMs: o.pauseMs, onProgress: (done, total) => o.tell('download', message, done, total), onVerify: () => o.tell('verify', msg('Checking what was downloaded.')) });
  o.step(`downloaded ${shown} (${pin.size} bytes, ${((performance.now() - from) / 1000).toFixed(1)} s), sha256 ${pin.sha256}`);
  return { file, from: shown, sha256: pin.sha256 };
}

/** Records and messages must not hold what pip's settings keep secret. */
function withoutPassword(address: string): string {
  const url = new URL(address);
  url.username = url.password = url.search = '';
  return url.href;
}
