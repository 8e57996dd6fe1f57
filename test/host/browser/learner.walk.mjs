/** A learner's first evening: find the course, read, scaffold, write, run, grade, look at the report. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { activityBarTitle } from './workbench.mjs';

export const name = 'learner';

const solution = () => fs.readFileSync(path.join(ROOT, 'content/exercises/neural-network/solution.ts'), 'utf8');
const FILE = 'neural-network/neuralNetwork.ts';

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  const row = (/** @type {string} */ label) => t.page.locator('.sidebar .monaco-list-row').filter({ hasText: label }).first();

  await t.step('the course stands in the side bar', async () => {
    await t.openView(activityBarTitle());
    await row('Background').waitFor();
    await row('Interview Questions').waitFor();
    await row('Coding Exercises').waitFor();
    await t.screenshot('course');
  });

  await t.step('a question opens beside the editor, with its pages', async () => {
    await t.clickTreeItem('3 Compression');
    const page = await t.webview(/compress/i);
    await page.locator('h1').waitFor();
    await t.screenshot('question');
    await page.locator('a[data-page="questions/compression/quantization"]').first().click();
    await page.locator('h1', { hasText: /Quanti/ }).waitFor();
    await page.locator('.katex').first().waitFor();
    await page.locator('svg.figure').first().waitFor();
    await t.screenshot('explanation');
  });

  await t.step('the language changes at once and the place stays', async () => {
    const page = await t.webview(/Quanti/);
    await page.locator('#why').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: '中' }).first().click();
    await page.locator('h1', { hasText: '量化' }).waitFor();
    const top = await page.locator('#why').evaluate((e) => e.getBoundingClientRect().top);
    if (Math.abs(top) > 600) throw new Error(`the heading is ${top} px away from where it was`);
    await row('面试题').first().waitFor();
    await t.screenshot('explanation-zh');
    await page.getByRole('button', { name: 'EN' }).first().click();
    await row('Interview Questions').waitFor();
  });

  await t.step('the exercise is scaffolded from its page', async () => {
    await t.clickTreeItem('1 Neural network');
    const page = await t.webview(/neural network/i);
    await page.getByRole('button', { name: 'Scaffold' }).or(page.locator('vscode-button', { hasText: 'Scaffold' })).first().click();
    await t.page.locator('.tab[aria-label*="neuralNetwork.ts"]').first().waitFor();
    for (const file of [FILE, 'neural-network/README.md', 'neural-network/tsconfig.json', 'neural-network/coursework.json']) t.read(file);
    await t.screenshot('scaffolded');
  });

  await t.step('the starter, graded as shipped, gets no points and a kind word', async () => {
    await t.palette('AI Coursework: Grade Exercise');
    await pick(t, 'neuralNetwork.ts');
    const report = await t.webview(/· \d+\/100/);
    await report.getByText('still to be written').first().waitFor();
    await t.screenshot('report-of-the-starter');
    await row('Neural network').filter({ hasText: '0/100' }).waitFor();
  });

  await t.step('a wrong solution gets part of the points and says where to look', async () => {
    t.write(FILE, solution().replace('tf.sub(value, tf.mul(gradient, learningRate))', 'tf.add(value, tf.mul(gradient, learningRate))'));
    await row('Neural network').filter({ hasText: 'changed since graded' }).waitFor();
    await t.palette('AI Coursework: Grade Exercise');
    await pick(t, 'neuralNetwork.ts');
    const report = await t.webview(/· \d+\/100/);
    await report.getByText('uphill').first().waitFor();
    await t.screenshot('report-partial');
  });

  await t.step('the run shows what was printed and the training loss', async () => {
    t.write(FILE, `${solution()}\nconsole.log('hello from the learner');\n`);
    await t.palette('AI Coursework: Run Exercise');
    await pick(t, 'neuralNetwork.ts');
    const line = (/** @type {RegExp} */ text) => t.page.locator('.part.panel .view-line').filter({ hasText: text }).first();
    await line(/4\s+of\s+4/).waitFor();
    await t.screenshot('run');
    // The output follows its end; what the file printed when it loaded stands at its start.
    // Its last line is clicked, since the first ones may lie under the header that sticks to the top.
    await line(/4\s+of\s+4/).click();
    await t.page.keyboard.press('Control+Home');
    await line(/hello\s+from\s+the\s+learner/).waitFor();
  });

  await t.step('the right solution gets 100 points, and the tree says so', async () => {
    await t.palette('AI Coursework: Grade Exercise');
    await pick(t, 'neuralNetwork.ts');
    await t.webview(/· 100\/100/);
    await row('Neural network').filter({ hasText: '100/100' }).waitFor();
    await t.screenshot('report-passed');
  });

  await t.step('the search finds Chinese words and can be cleared', async () => {
    await t.palette('AI Coursework: Search Course');
    await t.page.locator('.quick-input-box input').fill('蒸馏');
    await t.page.keyboard.press('Enter');
    await row('istillation').waitFor();
    await row('2 CNN').waitFor({ state: 'detached' });
    await t.screenshot('search');
    await t.palette('AI Coursework: Clear Search');
    await row('Background').waitFor();
  });
}

/** Answers the picker of exercises where one is shown: the file in front makes it superfluous in some cases. @param {import('./walk.mjs').T} t @param {string} file */
async function pick(t, file) {
  await t.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: file }).first().click();
}
