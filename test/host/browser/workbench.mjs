/** VS Code in a browser, driven the way a person would: what a walk calls `t`. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { emptyLanguagePack } from '../language.mjs';
import { ROOT, SCREENSHOTS, manifest, temporaryFolder } from '../paths.mjs';
import { STILL, THEMES } from '../settings.mjs';
import { installExtension, startServer } from '../vscodeServer.mjs';
import { Problems } from './problems.mjs';

/** The machine may be slow and shared: patience costs nothing when things go well. */
const PATIENCE_MS = 30_000;
/** Corners of the status bar that say where the page is served from, which no desktop shows. */
const HIDE = '#status\\.host, #status\\.forwardedPorts, #status\\.workbench\\.keyboardLayout { display: none !important }';

/**
 * @typedef {keyof typeof THEMES} Theme
 * @typedef {object} OpenOptions
 * @property {import('playwright-core').Browser} browser
 * @property {Theme} theme
 * @property {string} name Of the walk.
 * @property {string} extension Folder of the extension under development.
 * @property {string} [vsix] Open with this packed extension instead. Only then are notification toasts visible.
 * @property {Record<string, unknown>} [settings]
 * @property {Record<string, string>} [files] What the workspace holds at the start.
 * @property {string} [locale] Display language, `zh-cn` for example.
 * @property {{ width: number, height: number }} [viewport]
 * @property {boolean} [trust] Ask whether to trust the workspace, as VS Code does.
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [noFolder] Open VS Code with no folder.
 */

export class Workbench {
  /** @type {import('playwright-core').Page} */
  page;
  /** @type {Problems} */
  problems;
  #pictures = 0;
  /** @type {import('../vscodeServer.mjs').Server} */
  #server;
  /** @type {Record<string, unknown>} */
  #settings = {};

  /**
   * @param {OpenOptions} options
   * @param {import('../vscodeServer.mjs').Server} server
   * @param {import('playwright-core').Page} page
   * @param {string} workspace
   */
  constructor(options, server, page, workspace) {
    this.theme = options.theme;
    this.name = options.name;
    this.packed = options.vsix !== undefined;
    this.workspace = workspace;
    this.page = page;
    this.#server = server;
    this.problems = new Problems(page);
  }

  /** @param {OpenOptions} options @returns {Promise<Workbench>} */
  static async open(options) {
    const dataDir = temporaryFolder('walk');
    const workspace = temporaryFolder('workspace');
    for (const [name, text] of Object.entries(options.files ?? {})) {
      fs.mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
      fs.writeFileSync(path.join(workspace, name), text);
    }
    if (options.vsix) await installExtension(dataDir, options.vsix);
    const args = [
      ...(options.vsix ? [] : ['--enable-smoke-test-driver']),
      ...(options.locale ? emptyLanguagePack(dataDir, options.locale) : []),
    ];
    const server = await startServer({ dataDir, args, settings: settingsOf(options), trust: options.trust ?? false, env: { COURSEWORK_STATE_DIR: path.join(dataDir, 'state'), ...options.env } });
    try {
      const context = await options.browser.newContext({
        viewport: options.viewport ?? { width: 1280, height: 800 },
        colorScheme: options.theme === 'light' ? 'light' : 'dark',
        locale: options.locale ?? 'en-US',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const t = new Workbench(options, server, await context.newPage(), workspace);
      await t.#load(options);
      return t;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** @param {OpenOptions} options */
  async #load({ vsix, extension, noFolder }) {
    const query = new URLSearchParams(noFolder ? { ew: 'true' } : { folder: this.workspace });
    if (!vsix) query.set('payload', JSON.stringify([['extensionDevelopmentPath', this.#remote(extension)], ['skipWelcome', 'true']]));
    await this.page.goto(`${this.#server.url}/?${query}`);
    await this.page.waitForSelector('.monaco-workbench .activitybar', { timeout: 60_000 });
    await this.page.addStyleTag({ content: HIDE });
    // Keys typed before the extension host is up are lost on its commands.
    await this.page.waitForSelector('.statusbar', { timeout: 60_000 });
  }

  /** Where VS Code keeps settings, storage and logs. */
  get dataDir() {
    return this.#server.dataDir;
  }

  async close() {
    await this.page.context().close();
    await this.#server.stop();
  }

  /** @param {string} file */
  #remote(file) {
    return `vscode-remote://${this.#server.authority}${pathToFileURL(file).pathname}`;
  }

  /** Runs a command by its full title, `Category: Title`. @param {string} title */
  async palette(title) {
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ has: this.page.locator('.label-name').filter({ hasText: exactly(title) }) }).first();
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-box input');
      await input.waitFor();
      await input.fill(`>${title}`);
      // A list that is open does not hear that the workspace is trusted, which VS Code may know a moment later.
      const found = await row.waitFor({ timeout: 5_000 }).then(() => true, () => false);
      if (found) return await row.click();
      if (performance.now() > deadline) throw new Error(`the palette has no ${title}`);
      await this.page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
    }
  }

  /** Opens a view container by its title in the activity bar. @param {string} title */
  async openView(title) {
    const icon = this.page.locator(`.activitybar a.action-label[aria-label^="${title}"]`).first();
    await icon.waitFor({ timeout: 60_000 });
    // A second click would hide it.
    if (!(await this.page.locator(`.activitybar .action-item.checked a[aria-label^="${title}"]`).count())) await icon.click();
  }

  /** The row of a tree or list that shows this text. @param {string | RegExp} label */
  treeItem(label) {
    return this.page.locator('.sidebar .monaco-list-row, .auxiliarybar .monaco-list-row, .panel .monaco-list-row').filter({ hasText: label }).first();
  }

  /** @param {string | RegExp} label */
  async clickTreeItem(label) {
    await this.treeItem(label).click();
  }

  /** Opens a file of the workspace by quick open. @param {string} name */
  async openFile(name) {
    await this.page.keyboard.press('Control+p');
    const input = this.page.locator('.quick-input-box input');
    await input.waitFor();
    await input.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: path.basename(name) }).first().click();
    await this.page.locator(`.tab[aria-label*="${path.basename(name)}"]`).first().waitFor();
  }

  /**
   * The page inside the visible webview with this title: its document's, or its editor tab's.
   * @param {string | RegExp} title
   * @returns {Promise<import('playwright-core').Frame>}
   */
  async webview(title) {
    const matches = (/** @type {string} */ text) => (typeof title === 'string' ? text.includes(title) : title.test(text));
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      const tab = await this.page.locator('.editor-group-container.active .tab.active').first().getAttribute('aria-label', { timeout: 500 }).catch(() => '');
      for (const outer of await this.page.locator('iframe.webview.ready').all()) {
        const found = await this.#inside(outer, matches, matches(tab ?? '')).catch(() => undefined);
        if (found) return found;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no webview titled ${title} became visible in ${PATIENCE_MS / 1000} s`);
  }

  /** @param {import('playwright-core').Locator} outer @param {(text: string) => boolean} matches @param {boolean} tabMatches */
  async #inside(outer, matches, tabMatches) {
    if (!(await outer.isVisible())) return undefined;
    // While a page loads, VS Code gives its frame another id.
    const element = await outer.contentFrame().locator('iframe#active-frame').elementHandle({ timeout: 500 });
    const inner = await element?.contentFrame();
    if (!inner) return undefined;
    const isEditor = !(await outer.getAttribute('src'))?.includes('purpose=webviewView');
    return matches(await inner.title()) || (isEditor && tabMatches) ? inner : undefined;
  }

  /**
   * Changes settings of the workspace: VS Code watches that file, and not the user's one in its data folder.
   * @param {Record<string, unknown>} changes
   */
  setSettings(changes) {
    Object.assign(this.#settings, changes);
    fs.mkdirSync(path.join(this.workspace, '.vscode'), { recursive: true });
    this.write('.vscode/settings.json', JSON.stringify(this.#settings, undefined, 2));
  }

  /** @param {Theme} theme */
  async setTheme(theme) {
    this.theme = theme;
    this.setSettings({ 'workbench.colorTheme': THEMES[theme] });
    await this.page.waitForSelector(`.monaco-workbench.${theme === 'dark' ? 'vs-dark' : theme === 'light' ? 'vs' : 'hc-black'}`);
  }

  /** A notification toast. Only a packed extension shows any. @param {string | RegExp} text */
  toast(text) {
    if (!this.packed) throw new Error('Toasts are hidden unless the extension is packed: export const packed = true.');
    return this.page.locator('.notification-toast').filter({ hasText: text }).first();
  }

  /** @param {string} name @returns {string} Text of a file in the workspace. */
  read(name) {
    return fs.readFileSync(path.join(this.workspace, name), 'utf8');
  }

  /** @param {string} name @param {string} text */
  write(name, text) {
    fs.writeFileSync(path.join(this.workspace, name), text);
  }

  /** @param {string} name @returns {Promise<string>} The file of the picture. */
  async screenshot(name) {
    const file = path.join(SCREENSHOTS, this.theme, `${slug(this.name)}-${String(++this.#pictures).padStart(2, '0')}-${slug(name)}.png`);
    // Away from anything that shows a tooltip, and with every font there.
    await this.page.mouse.move(this.page.viewportSize()?.width ?? 0, 0);
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
    await this.page.waitForTimeout(200);
    await this.page.screenshot({ path: file });
    return file;
  }
}

/** @param {OpenOptions} options */
const settingsOf = options => ({ ...STILL, 'workbench.colorTheme': THEMES[options.theme], ...options.settings });

/** @param {string} text */
const exactly = text => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** @param {string} text Letters and digits of any script stay. */
const slug = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');

/**
 * The title of the extension's icon in the activity bar, in a display language.
 * @param {string} [locale]
 * @returns {string}
 */
export function activityBarTitle(locale) {
  const texts = ['package.nls.json', ...(locale ? [`package.nls.${locale}.json`] : [])].map(name => path.join(ROOT, name))
    .filter(file => fs.existsSync(file)).reduce((all, file) => ({ ...all, ...JSON.parse(fs.readFileSync(file, 'utf8')) }), /** @type {Record<string, string>} */ ({}));
  const title = manifest().contributes?.viewsContainers?.activitybar?.[0]?.title ?? '';
  return title.replace(/^%(.*)%$/, (_, key) => texts[key] ?? key);
}
