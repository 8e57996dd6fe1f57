/** Where things are. Everything that is installed or produced lies in folders that git ignores. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeAtExit } from './processes.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const VSCODE_HOME = path.join(ROOT, '.vscode-server');
export const SCREENSHOTS = path.join(ROOT, 'test', 'screenshots');

/**
 * A temporary folder whose path has a space and Chinese characters in it, as a learner's may: whatever breaks on
 * such a path breaks here first. It goes when this process ends.
 * @param {string} purpose
 */
export function temporaryFolder(purpose) {
  const base = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), `ai-coursework-${purpose}-`));
  removeAtExit(base);
  const folder = path.join(base, '我的 作业');
  fs.mkdirSync(folder);
  return folder;
}

/** @returns {{ publisher: string, name: string, version: string, displayName?: string, main?: string, engines: { vscode: string }, contributes?: { viewsContainers?: { activitybar?: { title: string }[] } } }} */
export const manifest = () => JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
