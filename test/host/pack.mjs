/** Packs the extension as it is published. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, temporaryFolder } from './paths.mjs';
import { must } from './processes.mjs';
import { SetupError } from './steps.mjs';

/**
 * @param {string} extension Its folder.
 * @param {string} [to] Folder of the result.
 * @returns {Promise<string>} The VSIX.
 */
export async function packExtension(extension, to = temporaryFolder('vsix')) {
  // Without it half a gigabyte of tools would be packed, and that takes minutes.
  if (!fs.existsSync(path.join(extension, '.vscodeignore'))) throw new SetupError('The extension cannot be packed: it has no .vscodeignore.');
  const vsix = path.join(to, 'ai-coursework.vsix');
  const vsce = path.join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  // Everything is bundled: node_modules are not looked at.
  await must(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '-o', vsix], { cwd: extension, timeoutMs: 120_000 });
  return vsix;
}
