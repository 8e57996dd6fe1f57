import { createRequire } from 'node:module';
import path from 'node:path';
import { HumanError } from '../kit/humanError';
import { msg, translate, type Language } from '../kit/l10n';
import { userStore } from '../runner/native/find';
import type { installNative, InstallProgress, readRecord } from '../runner/native/install';

/** dist/native.js: only this command pays for it. */
interface Installer {
  installNative: typeof installNative;
  readRecord: typeof readRecord;
}

/** Installs TensorFlow's native library. Progress goes to stderr; stdout holds where it lies, or the record as JSON. */
export async function nativeCommand(o: { force: boolean; json: boolean; to?: string; language: Language }): Promise<void> {
  const { installNative, readRecord } = createRequire(__filename)('./native.js') as Installer;
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  process.once('SIGTERM', () => cancel.abort());
  const show = progressOn(process.stderr, o.language);
  try {
    const runtime = await installNative({
      root: path.join(__dirname, '..'),
      store: o.to === undefined ? userStore() : path.resolve(o.to),
      force: o.force,
      signal: cancel.signal,
      onProgress: show.tell,
    });
    show.end();
    if (o.json) process.stdout.write(`${JSON.stringify({ ...runtime, record: readRecord(runtime.dir) }, null, 2)}\n`);
    else process.stdout.write(`${translate(msg('TensorFlow {version} is ready: {dir}', { version: runtime.version, dir: runtime.dir }), o.language)}\n`);
  } catch (error) {
    throw ours(error);
  } finally {
    show.end();
  }
}

/** dist/native.js has its own copy of the class, and no translations. */
function ours(error: unknown): unknown {
  const { name, sentence, remedy } = error as Partial<HumanError>;
  return name === 'HumanError' && sentence ? new HumanError(sentence, remedy) : error;
}

/** One line that changes at a terminal; in a log a line for each message and each tenth. */
function progressOn(stream: NodeJS.WriteStream, language: Language): { tell: (progress: InstallProgress) => void; end: () => void } {
  let last = '';
  let open = false;
  return {
    tell({ message, done, total }) {
      const percent = total ? Math.floor((done / total) * 100) : undefined;
      const text = translate(message, language) + (percent === undefined ? '' : ` ${stream.isTTY ? percent : Math.floor(percent / 10) * 10}%`);
      if (text === last) return;
      last = text;
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      open = stream.isTTY;
    },
    end() {
      if (open) stream.write('\n');
      open = false;
    },
  };
}
