import { activityBarTitle } from './workbench.mjs';

export const name = 'smoke';

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  await t.step('the activity bar has the extension', () => t.openView(activityBarTitle()));
  await t.step('its side bar shows a tree', () => t.treeItem(/./).waitFor());
  await t.screenshot('side bar');
}
