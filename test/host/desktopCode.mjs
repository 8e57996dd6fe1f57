/** The learner's own desktop VS Code, where there is one that can open a window here. */
import { manifest } from './paths.mjs';
import { onPath, run } from './processes.mjs';

/** @param {string} version @returns {[number, number]} */
const majorMinor = version => {
  const [major = 0, minor = 0] = version.replace(/^\^/, '').split('.').map(Number);
  return [major, minor];
};

/**
 * @returns {Promise<{ code: string, why?: undefined } | { code?: undefined, why: string }>} The command, or why it will not do.
 */
export async function findDesktopCode() {
  const code = onPath('code');
  if (!code) return { why: 'there is no `code` on the PATH' };
  if (process.env.VSCODE_IPC_HOOK_CLI) return { why: '`code` here belongs to a remote window, which cannot load an extension under development' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { why: 'there is no display for `code`' };
  const { code: status, output } = await run(...commandLine(code, ['--version']), { timeoutMs: 20_000 });
  const version = output.split('\n')[0]?.trim() ?? '';
  if (status !== 0) return { why: '`code --version` failed' };
  const [major, minor] = majorMinor(version);
  const [needMajor, needMinor] = majorMinor(manifest().engines.vscode);
  if (major < needMajor || (major === needMajor && minor < needMinor)) return { why: `\`code\` is version ${version}, older than ${needMajor}.${needMinor}` };
  return { code };
}

/**
 * On Windows `code` is a batch file, which only a shell runs.
 * @param {string} code
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export const commandLine = (code, args) => (process.platform === 'win32' ? ['cmd.exe', ['/d', '/s', '/c', code, ...args]] : [code, args]);
