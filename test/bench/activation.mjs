/**
 * The hook for the one figure that needs a VS Code: how long `activate()` takes. A host test calls
 * `recordActivation`; the bench shows what the last one left.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the figures lie between the two; out/ is produced and ignored. */
export const ACTIVATION_FILE = fileURLToPath(new URL('../../out/bench/activation.json', import.meta.url));

/** Leaves one measurement. @param {{ activateMs: number, hostStartMs?: number }} measured `hostStartMs`: start of the extension host, to make a ratio of it */
export function recordActivation(measured) {
  fs.mkdirSync(path.dirname(ACTIVATION_FILE), { recursive: true });
  fs.writeFileSync(ACTIVATION_FILE, JSON.stringify([...readActivation(), measured].slice(-20)));
}

/** What host tests measured so far, oldest first. @returns {{ activateMs: number, hostStartMs?: number }[]} */
export function readActivation() {
  try {
    const list = JSON.parse(fs.readFileSync(ACTIVATION_FILE, 'utf8'));
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
