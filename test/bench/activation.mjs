/**
 * How long VS Code waits for the extension: loading its code and `activate()`, as VS Code itself measures it
 * and shows under “Developer: Show Running Extensions”. The packed extension, in a window of its own each time.
 */
import { launchChromium } from '../host/chromium.mjs';
import { packExtension } from '../host/pack.mjs';
import { ROOT } from '../host/paths.mjs';
import { installServer } from '../host/vscodeServer.mjs';
import { activityBarTitle, Workbench } from '../host/browser/workbench.mjs';

/** @param {number} runs @returns {Promise<number[]>} milliseconds */
export async function activationTimes(runs) {
  await installServer();
  const vsix = await packExtension(ROOT);
  const browser = await launchChromium();
  try {
    const times = [];
    for (let i = 0; i < runs; i++) times.push(await once(browser, vsix));
    return times;
  } finally {
    await browser.close();
  }
}

/** @param {import('playwright-core').Browser} browser @param {string} vsix */
async function once(browser, vsix) {
  const t = await Workbench.open({ browser, theme: 'dark', name: 'bench', extension: ROOT, vsix, viewport: { width: 1280, height: 4000 } }); // tall: the list shows only what is in sight, slowest first
  try {
    // VS Code starts its own extensions first; ours is measured, not theirs.
    await t.page.waitForTimeout(8_000);
    await t.openView(activityBarTitle());
    await t.treeItem('Interview Questions').waitFor();
    await t.palette('Developer: Show Running Extensions');
    const row = t.page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: 'AI Coursework' }).first();
    await row.waitFor();
    const text = await row.innerText();
    const found = /Activation:\s*(\d+)\s*ms/.exec(text);
    if (!found) throw new Error(`VS Code shows no activation time: ${text}`);
    return Number(found[1]);
  } finally {
    await t.close();
  }
}
