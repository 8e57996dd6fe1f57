export const name = 'mini zh';
export const locale='zh-cn', packed=true, themes=['dark'];
/** @param {any} t */
export async function run(t) {
  await t.page.waitForTimeout(3000); await t.screenshot('trust');
  await t.page.locator('.monaco-dialog-box .monaco-button').first().click({timeout:5000}).catch(()=>{});
  await t.step('view', () => t.openView('Mini'));
  await t.step('palette', async () => { await t.palette('迷你: 问好'); await t.toast('zh-cn').waitFor(); });
  await t.screenshot('toast');
}
