/** What both walks through the gradient microscope share. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../paths.mjs';

export const SOLUTION = fs.readFileSync(path.join(ROOT, 'content/exercises/neural-network/solution.ts'), 'utf8');
export const FILE = 'neural-network/neuralNetwork.ts';
export const MARKER = JSON.stringify({ schemaVersion: 1, exercise: 'neural-network', file: 'neuralNetwork.ts', language: 'en' });

/** The solution with one change. @param {string} from @param {string} to */
export function changed(from, to) {
  if (!SOLUTION.includes(from)) throw new Error(`the solution has no ${from}`);
  return SOLUTION.replace(from, to);
}

/** @param {import('./walk.mjs').T} t */
export function microscope(t) {
  const page = () => t.webview(/Gradient microscope|梯度显微镜/);
  return {
    page,
    front: () => t.page.locator('.tab[aria-label*="Gradient microscope"]').click(),
    scrollTo: async (/** @type {string} */ selector) => await (await page()).locator(selector).evaluate((e) => e.scrollIntoView({ block: 'start' })),
    toTop: async () => await (await page()).evaluate(() => window.scrollTo(0, 0)),
    /** Writes another text and has it looked at. @param {string} text @param {string | RegExp} verdict */
    async examined(text, verdict) {
      t.write(FILE, text);
      const inside = await page();
      await inside.locator('.banner', { hasText: /has changed/ }).waitFor();
      await inside.locator('vscode-button[data-key="run-stale"]').click();
      await inside.locator('.verdict', { hasText: verdict }).waitFor();
      return inside;
    },
  };
}
