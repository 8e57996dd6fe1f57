/** The packed extension, installed: only what is in the package exists, and notifications can be seen. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { activityBarTitle } from './workbench.mjs';

export const name = 'packed';
export const packed = true;
export const locale = 'zh-cn';
export const themes = ['dark'];

const FILE = 'neural-network/neuralNetwork.ts';

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  const pick = () => t.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'neuralNetwork.ts' }).first().click();

  await t.step('a Chinese VS Code shows the course in Chinese', async () => {
    await t.openView(activityBarTitle('zh-cn'));
    await t.treeItem('编程练习').waitFor();
    await t.screenshot('course');
  });

  await t.step('the exercise is scaffolded and graded', async () => {
    await t.palette('AI Coursework: 创建练习文件');
    await pick();
    await t.page.locator('.tab[aria-label*="neuralNetwork.ts"]').first().waitFor();
    t.write(FILE, fs.readFileSync(path.join(ROOT, 'content/exercises/neural-network/solution.ts'), 'utf8'));
    await t.palette('AI Coursework: 评分练习');
    await pick();
    await t.webview(/· 100\/100/);
    await t.screenshot('report');
  });

  await t.step('IntelliSense knows TensorFlow.js without npm and without network', async () => {
    t.write('neural-network/probe.ts', "import * as tf from '@tensorflow/tfjs';\nexport const wrong: string = tf.scalar(1);\nexport const right = tf.scalar(1).add(2);\n");
    await t.openFile('probe.ts');
    // One error, at the one wrong line: the declarations were found, and the chained operation is known.
    await t.page.locator('.tab[aria-label*="probe.ts"]').first().waitFor();
    await t.page.keyboard.press('Control+Shift+m');
    // 2322: a Scalar is no string. 2307 would say that the module is not found, 2339 that `add` is not.
    const problem = (/** @type {string} */ code) => t.page.locator('.part.panel .monaco-list-row', { hasText: code });
    await problem('ts2322').first().waitFor({ timeout: 60_000 });
    if ((await problem('ts2307').count()) + (await problem('ts2339').count()) > 0) throw new Error('the declarations were not found');
    await t.screenshot('intellisense');
    fs.rmSync(path.join(t.workspace, 'neural-network/probe.ts'));
  });

  await t.step('a syntax error is told with its line, and the way there', async () => {
    t.write(FILE, 'export const a = 1;\nexport function forward( {\n');
    await t.palette('AI Coursework: 运行练习');
    await pick();
    await t.toast('neuralNetwork.ts').waitFor();
    await t.screenshot('syntax error');
    await t.page.keyboard.press('Escape');
  });

  await t.step('a file that is gone is told with the remedy', async () => {
    fs.rmSync(path.join(t.workspace, FILE));
    await t.palette('AI Coursework: 评分练习');
    await pick();
    await t.toast('neuralNetwork.ts').waitFor();
    await t.screenshot('file is gone');
  });
}
