/** What a page must bear: a reload of the window, the keyboard alone, high contrast, a narrow and a wide window. */
import { activityBarTitle } from './workbench.mjs';

export const name = 'pages';

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  const open = async (/** @type {string} */ row, /** @type {RegExp} */ title) => {
    await t.openView(activityBarTitle());
    await t.clickTreeItem(row);
    const page = await t.webview(title);
    await page.locator('h1').waitFor();
    return page;
  };

  await t.step('a page that was pinned and scrolled comes back after a reload', async () => {
    const page = await open('1 Neural network', /Neural network/);
    await page.getByRole('button', { name: /^Pin/ }).or(page.locator('vscode-button[aria-label^="Pin"]')).first().click();
    await page.locator('#update').scrollIntoViewIfNeeded();
    await page.locator('#update').evaluate((e) => e.scrollIntoView({ block: 'start' }));
    // The page saves its place once the scrolling has ended.
    await t.page.waitForTimeout(1500);
    // The command, not the browser's reload: VS Code then has time to save what its editors hold.
    const reloaded = t.page.waitForEvent('load', { timeout: 60_000 });
    await t.palette('Developer: Reload Window');
    await reloaded;
    await t.page.waitForSelector('.monaco-workbench .activitybar', { timeout: 60_000 });
    const again = await t.webview(/Neural network/);
    await again.locator('h1', { hasText: 'Neural network' }).waitFor();
    const top = () => again.locator('#update').evaluate((e) => e.getBoundingClientRect().top);
    for (let tries = 0; Math.abs(await top()) > 300 && tries < 50; tries++) await t.page.waitForTimeout(200);
    if (Math.abs(await top()) > 300) throw new Error(`the heading that was at the top is ${Math.round(await top())} px away from it`);
    await t.screenshot('after reload');
  });

  await t.step('a pinned page stays when another is opened', async () => {
    await open('3 Compression', /compress/i);
    const tabs = t.page.locator('.tab');
    await tabs.filter({ hasText: 'Neural network' }).first().waitFor();
    await tabs.filter({ hasText: 'compress' }).first().waitFor();
  });

  await t.step('by keyboard alone: from the first link to the next page', async () => {
    const page = await t.webview(/compress/i);
    await page.locator('.skip-link').focus();
    await t.page.keyboard.press('Enter');
    for (let presses = 0; presses < 200; presses++) {
      const reached = await page.evaluate(() => document.activeElement?.getAttribute('data-page') === 'questions/compression/quantization');
      if (reached) break;
      await t.page.keyboard.press('Tab');
    }
    await t.page.keyboard.press('Enter');
    await (await t.webview(/Quanti/)).locator('h1', { hasText: 'Quanti' }).waitFor();
  });

  await t.step('high contrast', async () => {
    t.setSettings({ 'workbench.colorTheme': 'Default High Contrast' });
    await t.page.waitForSelector('.monaco-workbench.hc-black');
    await t.page.waitForTimeout(500);
    await t.screenshot('high contrast');
  });

  for (const width of [640, 1900]) {
    await t.step(`no sideways scrolling in a window ${width} px wide`, async () => {
      await t.page.setViewportSize({ width, height: 900 });
      await t.page.waitForTimeout(500);
      const page = await t.webview(/Quanti/);
      const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
      if (wide > seen) throw new Error(`the page is ${wide} px wide where ${seen} px are seen`);
      await t.screenshot(`${seen} px`);
    });
  }
}
