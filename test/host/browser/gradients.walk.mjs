/** The gradient microscope: from an empty workspace to a wrong gradient and the line that makes it, by mouse and by keyboard. */
import { changed, microscope, SOLUTION } from './gradients.mjs';
import { activityBarTitle } from './workbench.mjs';

export const name = 'gradients';
export const viewport = { width: 1500, height: 1000 };

/** Line of `what` in the solution, from 1. */
const lineOf = (/** @type {string} */ what) => SOLUTION.slice(0, SOLUTION.indexOf(what)).split('\n').length;

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  const { page, front, scrollTo, toTop, examined } = microscope(t);
  const cursor = t.page.locator('.statusbar-item', { hasText: /^Ln \d+/ });
  const standsAt = async (/** @type {number} */ line) => await cursor.filter({ hasText: new RegExp(`^Ln ${line}, `) }).waitFor();

  await t.step('without the exercise it says what to do', async () => {
    await t.openView(activityBarTitle());
    await t.treeItem('Coding Exercises').waitFor();
    await t.palette('AI Coursework: Show Gradients');
    const inside = await page();
    await inside.locator('.banner', { hasText: 'not in this workspace' }).waitFor();
    await inside.locator('vscode-button[data-key="scaffold"]').waitFor();
    await t.screenshot('no exercise');
  });

  await t.step('an exercise that comes is looked at, and a starter is told to be written first', async () => {
    await (await page()).locator('vscode-button[data-key="scaffold"]').click();
    await t.page.locator('.tab[aria-label*="neuralNetwork.ts"]').first().waitFor();
    await front();
    await (await page()).locator('.verdict', { hasText: 'still to be written' }).waitFor();
    await t.screenshot('still to be written');
  });

  await t.step('a wrong gradient is shown entry by entry, the worst first', async () => {
    const inside = await examined(changed('tf.mul(da1, tf.sub(1, tf.square(f.a1)))', 'da1'), /30 of 51 entries/);
    await inside.locator('.verdict', { hasText: 'the slope of the activation is missing' }).waitFor();
    const first = await inside.locator('.worst tbody th').first().innerText();
    const [map] = await inside.locator('.map h3 code').allInnerTexts();
    if (!first.startsWith(`${map}[`)) throw new Error(`the worst entry is ${first}, the first map ${map}`);
    if ((await inside.locator('#ui-W2 .map-state').innerText()) !== 'right') throw new Error('W2 is not right');
    await t.screenshot('worst entries');
    await scrollTo('#ui-gradients');
    await t.screenshot('maps');
  });

  await t.step('a click on an entry goes to the line that makes it', async () => {
    await (await page()).locator('#ui-W1 td.cell').nth(9).click();
    await standsAt(lineOf('const dW1'));
    await t.screenshot('the line');
    await front();
    await (await page()).locator('#ui-b2 vscode-button').click();
    await standsAt(lineOf('const db2'));
    await front();
  });

  await t.step('the keyboard walks from entry to entry and to the line', async () => {
    const inside = await page();
    const cell = (/** @type {string} */ place) => inside.locator(`#ui-W2 td[data-place="${place}"]`);
    await inside.locator('#ui-W2 td.cell[tabindex="0"]').focus();
    await t.page.keyboard.press('Control+Home');
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'End']) await t.page.keyboard.press(key);
    if (!(await cell('1,2').evaluate((e) => e === document.activeElement))) throw new Error('the focus is elsewhere');
    if ((await inside.locator('#ui-W2 .readout-entry').innerText()) !== 'W2[1, 2]') throw new Error('the numbers are of another entry');
    if ((await inside.locator('#ui-W2 td[tabindex="0"]').count()) !== 1) throw new Error('more than one stop for the Tab key');
    if (!/^W2\[1, 2\], Analytic .+, Numeric .+, Difference .+, Relative error .+, within the tolerance$/.test((await cell('1,2').getAttribute('aria-label')) ?? '')) throw new Error('the entry is not read aloud');
    await t.screenshot('an entry with the focus');
    await t.page.keyboard.press('Enter');
    await standsAt(lineOf('const dW2'));
    await front();
  });

  await t.step('the maps show both gradients and their difference', async () => {
    const inside = await page();
    for (const shown of ['analytic', 'numeric', 'difference']) {
      await inside.locator(`[data-key="show-${shown}"]`).click();
      await inside.locator(`[data-key="show-${shown}"][aria-pressed="true"]`).waitFor();
      await inside.locator('#ui-W1 .cell.negative').first().waitFor();
    }
    await scrollTo('#ui-gradients');
    await t.screenshot('differences');
    await inside.locator('[data-key="show-relative"]').click();
  });

  await t.step('in Chinese', async () => {
    const inside = await page();
    await inside.locator('[data-key="language-zh-cn"]').click();
    await inside.locator('h1', { hasText: '梯度显微镜' }).waitFor();
    await scrollTo('#ui-gradients');
    await t.screenshot('maps zh');
    await toTop();
    await t.screenshot('worst entries zh');
    await inside.locator('[data-key="language-en"]').click();
    await inside.locator('h1', { hasText: 'Gradient microscope' }).waitFor();
  });
}
