/** The suite in desktop VS Code, by @vscode/test-electron. */
import path from 'node:path';
import { VSCODE_HOME, manifest } from './paths.mjs';
import { SILENCE_MS, whileChanging, within } from './steps.mjs';

/** Why desktop VS Code will not do here; undefined where it may. */
export function whyNotDesktop() {
  if (process.platform !== 'linux') return undefined;
  if (process.env.COURSEWORK_DESKTOP !== '1') return 'COURSEWORK_DESKTOP is not 1';
  if (!process.env.DISPLAY) return 'there is no display';
  return undefined;
}

/** @returns {Promise<string>} The program. */
export async function downloadDesktop() {
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
  const asked = process.env.COURSEWORK_VSCODE_VERSION ?? 'stable';
  const version = asked === 'minimum' ? manifest().engines.vscode.replace(/^\^/, '') : asked;
  // Where nothing can be downloaded this must become known soon; where it can, 300 MB must have time.
  const download = downloadAndUnzipVSCode({
    version, cachePath: path.join(VSCODE_HOME, 'desktop'), timeout: 15_000, reporter: new SilentReporter(), extractSync: false,
  });
  return within(download, 240_000, `downloading VS Code ${version}`);
}

/**
 * @param {{ program: string, extension: string, suite: string, workspace: string, dataDir: string, results: string }} options
 */
export async function runInDesktop({ program, extension, suite, workspace, dataDir, results }) {
  const { runTests } = await import('@vscode/test-electron');
  const asRoot = process.getuid?.() === 0;
  const done = runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    extensionTestsEnv: { COURSEWORK_RESULTS: results, COURSEWORK_STATE_DIR: path.join(dataDir, 'state') },
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--disable-gpu',
      `--user-data-dir=${path.join(dataDir, 'user')}`, ...(asRoot ? ['--no-sandbox'] : [])],
  });
  await whileChanging(done, results, SILENCE_MS, 'the suite in desktop VS Code');
}
