/** VS Code with no folder: the course can be read, and what is missing for the exercises is said with its button. */
import { activityBarTitle } from './workbench.mjs';

export const name = 'no folder';
export const packed = true;
export const noFolder = true;

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  await t.step('the welcome offers to open a folder', async () => {
    await t.openView(activityBarTitle());
    await t.page.locator('.sidebar .welcome-view-content, .sidebar .welcome-view').getByText('Open Folder').first().waitFor();
  });

  await t.step('the course is there all the same', async () => {
    await t.treeItem('3 Compression').waitFor();
    await t.clickTreeItem('3 Compression');
    await (await t.webview(/compress/i)).locator('h1').waitFor();
    await t.screenshot('welcome');
  });

  await t.step('an exercise cannot be written, and the sentence says why', async () => {
    await t.palette('AI Coursework: Scaffold Exercise');
    await t.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'neuralNetwork.ts' }).first().click();
    await t.toast('No folder is open').waitFor();
    await t.screenshot('scaffold');
  });
}
