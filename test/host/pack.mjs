/** Packs the extension as it is published. */
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { temporaryFolder } from './paths.mjs';

/**
 * @param {string} extension Its folder.
 * @param {string} [to] Folder of the result.
 * @returns {Promise<string>} The VSIX.
 */
export async function packExtension(extension, to = temporaryFolder('vsix')) {
  const packagePath = path.join(to, 'ai-coursework.vsix');
  // Everything is bundled: node_modules are not looked at.
  await createVSIX({ cwd: extension, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
