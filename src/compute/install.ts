import * as vscode from 'vscode';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HumanError } from '../kit/humanError';
import { msg, type Message } from '../kit/l10n';
import { localized, log } from '../kit/log';
import type { Where } from '../runner/devices/place';
import { userStore, type NativeRuntime } from '../runner/native/find';
import type { InstallOptions, InstallProgress } from '../runner/native/install';

/** dist/native.js: read only when somebody installs. */
interface Installer {
  installNative: (options: InstallOptions) => Promise<NativeRuntime>;
}

const PHASE: Record<InstallProgress['phase'], Message> = {
  resolve: msg('Finding the download'),
  download: msg('Downloading'),
  verify: msg('Checking what was downloaded'),
  unpack: msg('Unpacking'),
  build: msg('Building the binding'),
  try: msg('Trying it out'),
};

/**
 * Installs TensorFlow's native library, with progress and Cancel.
 * @returns the runtime, or undefined where the person cancelled
 * @throws HumanError where a person can mend what went wrong
 */
export async function installTensorflow({ root, libtensorflowPath }: Where): Promise<NativeRuntime | undefined> {
  const cancel = new AbortController();
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Installing native TensorFlow'), cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => cancel.abort());
    const { installNative } = createRequire(__filename)(path.join(root, 'dist/native.js')) as Installer;
    const shown = new Increments();
    try {
      const runtime = await installNative({
        root,
        store: userStore(),
        userPath: libtensorflowPath,
        signal: cancel.signal,
        onProgress: (step) => {
          if (step.phase !== shown.phase) log().info(`[compute] install: ${localized(step.message)}`);
          progress.report({ message: words(step), increment: shown.add(step) });
        },
      });
      log().info(`[compute] TensorFlow ${runtime.version} installed in ${runtime.dir}`);
      return runtime;
    } catch (error) {
      if (cancel.signal.aborted) return undefined;
      throw ours(error);
    }
  });
}

const words = ({ phase, done, total, message }: InstallProgress): string => (total && (phase === 'download' || phase === 'unpack') ? `${localized(PHASE[phase])} ${megabytes(done)} / ${megabytes(total)} MB` : localized(message));

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/** Shares of the whole that each phase takes, in percent, so that the bar moves once from left to right. */
const SHARE: Record<InstallProgress['phase'], number> = { resolve: 2, download: 68, verify: 3, unpack: 12, build: 12, try: 3 };

/** VS Code's progress wants what was added since it last heard. */
class Increments {
  phase?: InstallProgress['phase'];
  private told = 0;

  add({ phase, done, total }: InstallProgress): number {
    this.phase = phase;
    const names = Object.keys(SHARE) as InstallProgress['phase'][];
    const before = names.slice(0, names.indexOf(phase)).reduce((sum, name) => sum + SHARE[name], 0);
    const now = before + (total ? SHARE[phase] * Math.min(1, done / total) : 0);
    const added = Math.max(0, now - this.told);
    this.told += added;
    return added;
  }
}

/** A HumanError of another bundle is not an instance of ours. */
function ours(error: unknown): unknown {
  const { name, sentence, remedy } = error as Partial<HumanError>;
  return name === 'HumanError' && sentence ? new HumanError(sentence, remedy) : error;
}
