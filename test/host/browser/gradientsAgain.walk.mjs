/** The gradient microscope over time: other texts, Cancel, a grade, a reload of the window; then themes and widths. */
import { changed, FILE, MARKER, microscope, SOLUTION } from './gradients.mjs';
import { activityBarTitle } from './workbench.mjs';

export const name = 'gradientsAgain';
export const viewport = { width: 1500, height: 1000 };
export const files = { 'neural-network/coursework.json': MARKER, [FILE]: changed('tf.div(tf.sub(f.yHat, y), x.shape[0])', 'tf.sub(f.yHat, y)') };

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  const { page, front, scrollTo, toTop, examined } = microscope(t);

  await t.step('a factor, a shape and NaN are named', async () => {
    await t.openView(activityBarTitle());
    await t.treeItem('Coding Exercises').waitFor();
    await t.palette('AI Coursework: Show Gradients');
    const inside = await page();
    await inside.locator('.verdict', { hasText: 'Every entry is 5 times too large; the batch has 5 rows.' }).waitFor();
    await t.screenshot('a factor');
    await examined(changed('tf.matMul(x, dz1, true, false)', 'tf.matMul(dz1, x, true, false)').replace('tf.sum(dz2, 0)', 'tf.log(tf.sum(dz2, 0))'), 'Nothing to compare for W1');
    await inside.locator('#ui-W1 .map-note', { hasText: 'only the shape is not' }).waitFor();
    await inside.locator('#ui-b2 .cell.strange').first().waitFor();
    await scrollTo('#ui-gradients');
    await t.screenshot('shape and NaN');
  });

  await t.step('a loop without an end is cancelled', async () => {
    t.write(FILE, changed('const dz2: tf.Tensor2D', 'for (;;);\n    const dz2: tf.Tensor2D'));
    const inside = await page();
    await inside.locator('vscode-button[data-key="run-stale"]').click();
    await inside.locator('.running [role="progressbar"]').waitFor();
    await toTop();
    await t.screenshot('running');
    await inside.locator('vscode-button[data-key="cancel"]').click();
    await inside.locator('.running').waitFor({ state: 'detached' });
    await inside.locator('.banner', { hasText: 'has changed' }).waitFor();
  });

  await t.step('right gradients are told to be right, and what their error is', async () => {
    const inside = await examined(SOLUTION, /All 51 entries are right.*float32/);
    await inside.locator('#ui-b1 .state-right').waitFor();
    await toTop();
    await t.screenshot('right');
  });

  await t.step('after a reload of the window it is there again, without a run', async () => {
    await t.page.reload();
    await t.page.waitForSelector('.statusbar', { timeout: 60_000 });
    const inside = await page();
    await inside.locator('.verdict', { hasText: 'All 51 entries are right' }).waitFor();
    if (await inside.locator('.running').count()) throw new Error('it runs');
    await t.screenshot('after a reload');
  });

  await t.step('a grade of another text has it look again', async () => {
    t.write(FILE, changed('tf.sub(f.yHat, y)', 'tf.sub(y, f.yHat)'));
    const inside = await page();
    await inside.locator('.banner', { hasText: 'has changed' }).waitFor();
    await t.palette('AI Coursework: Grade Exercise');
    await t.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'neuralNetwork.ts' }).first().click();
    await t.page.locator('.tab[aria-label*="/100"]').first().waitFor();
    await front();
    await (await page()).locator('.verdict', { hasText: 'Every entry has the wrong sign.' }).waitFor();
  });

  await t.step('from the mark of a failing check to the map of its parameter', async () => {
    await t.openFile('neuralNetwork.ts');
    await t.page.keyboard.press('F8');
    await t.page.keyboard.press('Escape');
    await t.page.locator('.codelens-decoration', { hasText: 'Gradients' }).waitFor();
    await t.page.keyboard.press('Control+.');
    const fix = t.page.locator('.action-widget .monaco-list-row', { hasText: 'entry by entry' });
    await fix.waitFor();
    await t.screenshot('quick fixes');
    await fix.click();
    const inside = await page();
    await inside.locator('article.map:focus').waitFor();
    await t.screenshot('the map of the check');
  });

  await t.step('high contrast', async () => {
    t.setSettings({ 'workbench.colorTheme': t.theme === 'light' ? 'Default High Contrast Light' : 'Default High Contrast' });
    await t.page.waitForSelector(`.monaco-workbench.${t.theme === 'light' ? 'hc-light' : 'hc-black'}`);
    await t.page.waitForTimeout(500);
    await scrollTo('#ui-gradients');
    await t.screenshot('high contrast');
  });

  for (const width of [640, 1100, 1900]) {
    await t.step(`no sideways scrolling in a window ${width} px wide`, async () => {
      await t.page.setViewportSize({ width, height: 1000 });
      await t.page.waitForTimeout(500);
      const inside = await page();
      const { wide, seen } = await inside.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
      if (wide > seen) throw new Error(`${wide} px of content in ${seen} px`);
      await t.screenshot(`${width} px of which the page has ${seen}`);
    });
  }
}
