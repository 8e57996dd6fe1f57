/** What computes: the report from the palette and from the status bar, measured for real; then a machine with GPUs in both. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, temporaryFolder } from '../paths.mjs';
import { activityBarTitle } from './workbench.mjs';

export const name = 'compute';

const state = temporaryFolder('state');

export const env = { COURSEWORK_STATE_DIR: state };
export const files = {
  'nn/coursework.json': JSON.stringify({ schemaVersion: 1, exercise: 'neural-network', file: 'neuralNetwork.ts', language: 'en' }),
  'nn/neuralNetwork.ts': fs.readFileSync(path.join(ROOT, 'content/exercises/neural-network/starter.en.ts'), 'utf8'),
};

const STATE_FILE = path.join(state, 'ai-coursework/compute.json');
const TITLE = /Compute report|计算报告/;
const BACKENDS = ['tensorflow', 'webgpu', 'wasm', 'cpu'];

/** @param {import('./walk.mjs').T} t */
export async function run(t) {
  fs.rmSync(STATE_FILE, { force: true });
  const status = t.page.locator('.statusbar-item[id*="coursework-compute"]');
  const measured = async () => {
    const page = await t.webview(TITLE);
    await page.locator('[data-backend="cpu"]').waitFor();
    await page.locator('.progress').waitFor({ state: 'detached' });
    return page;
  };

  await t.step('the report opens at once and fills itself', async () => {
    await t.openView(activityBarTitle());
    await t.treeItem('Interview Questions').waitFor();
    if (fs.existsSync(STATE_FILE)) throw new Error('it measured before anybody asked');
    await t.palette('AI Coursework: Show Compute Report');
    const page = await t.webview(TITLE);
    await page.locator('h1').waitFor();
    await measured();
    for (const backend of BACKENDS) await page.locator(`[data-backend="${backend}"] h3`).waitFor();
    await t.screenshot('measured');
  });

  await t.step('it is copied as text', async () => {
    const page = await measured();
    await page.locator('vscode-button[data-key="copy"]').click();
    await page.locator('vscode-button[data-key="copy"]', { hasText: 'Copied' }).waitFor();
    const deadline = performance.now() + 5_000;
    for (;;) {
      const text = await t.page.evaluate(() => navigator.clipboard.readText()).catch(() => '');
      if (BACKENDS.every((backend) => text.includes(backend))) return;
      if (performance.now() > deadline) throw new Error(`the clipboard holds ${JSON.stringify(text)}`);
      await t.page.waitForTimeout(100);
    }
  });

  await t.step('it measures again', async () => {
    const before = fs.readFileSync(STATE_FILE, 'utf8');
    const page = await measured();
    await page.locator('vscode-button[data-key="measure"]').click();
    await page.locator('.progress [role="progressbar"]').waitFor();
    await t.screenshot('measuring');
    await measured();
    if (fs.readFileSync(STATE_FILE, 'utf8') === before) throw new Error('nothing was remembered');
  });

  await t.step('the status bar says what computes, and leads to what is remembered', async () => {
    rememberGpus();
    await t.page.locator('.tab[aria-label*="Compute report"] .tab-actions a').first().click();
    await t.page.locator('.tab[aria-label*="Compute report"]').waitFor({ state: 'detached' });
    await status.click();
    const page = await measured();
    await page.locator('.card .chosen', { hasText: 'webgpu' }).waitFor();
    await status.filter({ hasText: /webgpu|cpu/ }).waitFor();
    await t.screenshot('gpus');
    await page.locator('.row', { hasText: 'Navi' }).locator('.row-why').waitFor();
    await page.locator('#ui-machine').evaluate((e) => e.scrollIntoView({ block: 'end' }));
    await t.screenshot('gpus below');
  });

  await t.step('in Chinese', async () => {
    const page = await measured();
    await page.locator('[data-key="language-zh-cn"]').click();
    await page.locator('h1', { hasText: '计算报告' }).waitFor();
    await page.locator('h1').evaluate((e) => e.scrollIntoView({ block: 'end' }));
    await t.screenshot('gpus zh');
    await page.locator('#ui-gpus').evaluate((e) => e.scrollIntoView({ block: 'start' }));
    await t.screenshot('gpus below zh');
  });

  await t.step('a setting overrides, and the page says so', async () => {
    t.setSettings({ 'coursework.runtime.backend': 'wasm' });
    const page = await measured();
    await page.locator('.banner', { hasText: 'wasm' }).waitFor();
    await status.filter({ hasText: 'wasm' }).waitFor();
    await page.locator('h1').evaluate((e) => e.scrollIntoView({ block: 'end' }));
    await t.screenshot('overridden zh');
    await page.locator('[data-key="language-en"]').click();
    await page.locator('h1', { hasText: 'Compute report' }).waitFor();
  });

  await t.step('high contrast', async () => {
    t.setSettings({ 'workbench.colorTheme': t.theme === 'light' ? 'Default High Contrast Light' : 'Default High Contrast' });
    await t.page.waitForSelector(`.monaco-workbench.${t.theme === 'light' ? 'hc-light' : 'hc-black'}`);
    await t.page.waitForTimeout(500);
    await t.screenshot('high contrast');
  });

  for (const width of [640, 1900]) {
    await t.step(`no sideways scrolling in a window ${width} px wide`, async () => {
      await t.page.setViewportSize({ width, height: 900 });
      await t.page.waitForTimeout(500);
      const page = await measured();
      const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
      if (wide > seen) throw new Error(`${wide} px of content in ${seen} px`);
      await t.screenshot(`${width} px`);
    });
  }
}

/** Puts GPUs into what was measured: a machine that the tests do not run on. */
function rememberGpus() {
  const kept = JSON.parse(fs.readFileSync(STATE_FILE, 'utf8'));
  const [report] = kept.reports;
  report.gpus = [
    { vendor: 'NVIDIA', model: 'NVIDIA GeForce RTX 4070', memoryMb: 12282, driver: '550.54.15', sources: ['nvidia-smi', 'systeminformation', 'WebGPU'], usable: true },
    { vendor: 'Intel', model: 'UHD Graphics 770', driver: 'i915', sources: ['systeminformation', 'system files'], usable: false, note: { en: 'Another GPU of this machine does the work.', 'zh-cn': '由本机的另一块 GPU 完成计算。' } },
    { vendor: 'AMD', model: 'Navi 21 [Radeon RX 6800]', sources: ['system files'], usable: false, note: { en: 'The system sees it, but no driver serves it. Install the driver of its vendor, then restart the machine.', 'zh-cn': '系统能看到它，但没有驱动。请安装厂商的驱动，然后重启计算机。' } },
  ];
  report.backends = [
    { backend: 'tensorflow', available: false, passedOver: { backend: 'tensorflow', why: 'notInstalled' }, why: { en: 'TensorFlow’s native library is not on this machine. The command “Install Native TensorFlow” (on the command line: `native`) fetches it.', 'zh-cn': '本机还没有 TensorFlow 的原生库。用命令“安装原生 TensorFlow”（命令行为 `native`）取得。' } },
    { backend: 'webgpu', available: true, device: 'GPU (NVIDIA GeForce RTX 4070, Vulkan)', stepMs: { large: 4.21, small: 5.9 } },
    { backend: 'wasm', available: true, device: 'CPU (WebAssembly)', stepMs: { large: 41.3, small: 0.31 } },
    { backend: 'cpu', available: true, device: 'CPU (JavaScript)', stepMs: { largeMoreThan: 640, small: 0.19 }, why: { en: 'The step of the convolutional network took longer than 640 ms and was cut off.', 'zh-cn': '卷积网络的训练步超过 640 ms，已中止。' } },
  ];
  report.auto = { small: 'cpu', large: 'webgpu' };
  report.takenAt = new Date().toISOString();
  fs.writeFileSync(STATE_FILE, JSON.stringify(kept));
}
