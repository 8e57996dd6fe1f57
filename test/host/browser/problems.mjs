/**
 * What went wrong on the page without any step noticing: errors and policy violations in our webviews, our
 * extension's errors in VS Code's log, requests to other machines. VS Code's own noise is kept apart.
 */
import fs from 'node:fs';
import path from 'node:path';

/** Webview resources have such addresses; a service worker of the same server answers them. */
const OUR_RESOURCES = /(^|\.)vscode-(resource|webview)\.(vscode-cdn\.)?net$/;
/** The inner frame of a webview, where our page lives. VS Code's own scripts are in the outer one. */
const OUR_FRAME = /\/webview\/browser\/pre\/fake\.html|vscode-resource\.vscode-cdn\.net/;
const POLICY = /Content[- ]Security[- ]Policy|CSP/i;
const EXTENSION = /ai-coursework/;

export class Problems {
  /** @type {string[]} */
  #found = [];
  /** @type {RegExp[]} */
  #expected = [];
  /** @type {string[]} Everything that was said, for the log file. */
  all = [];

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    page.on('console', message => this.#console(message.type(), message.text(), message.location().url));
    page.on('pageerror', error => this.#thrown(error));
    page.context().on('request', request => this.#request(request.url()));
    page.context().on('weberror', error => this.#thrown(error.error()));
  }

  /** @param {string} text */
  #add(text) {
    this.#found.push(text);
  }

  /** @param {string} kind @param {string} text @param {string} url */
  #console(kind, text, url) {
    this.all.push(`[${kind}] ${text} ${url}`);
    if (kind !== 'error' && !POLICY.test(text)) return;
    if (POLICY.test(text) || OUR_FRAME.test(url) || (kind === 'error' && EXTENSION.test(text))) this.#add(`console: ${text} (${url})`);
  }

  /** @param {Error} error */
  #thrown(error) {
    const stack = error.stack ?? error.message;
    this.all.push(`[thrown] ${stack}`);
    if (OUR_FRAME.test(stack) || EXTENSION.test(stack)) this.#add(`thrown: ${stack}`);
  }

  /** @param {string} address */
  #request(address) {
    const { protocol, hostname } = new URL(address);
    if (!/^(https?|wss?):$/.test(protocol) || hostname === '127.0.0.1' || hostname === 'localhost' || OUR_RESOURCES.test(hostname)) return;
    this.#add(`request to another machine: ${address}`);
  }

  /** This one is provoked by the walk and right. @param {RegExp} pattern */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** @param {string} dataDir Of the server: its logs hold what the extension host said. @returns {string[]} */
  found(dataDir) {
    const logged = extensionHostLogs(dataDir).flatMap(file => fs.readFileSync(file, 'utf8').split('\n'))
      .filter(line => /\[error\]/.test(line) && EXTENSION.test(line)).map(line => `extension host: ${line}`);
    return [...new Set([...this.#found, ...logged])].filter(text => !this.#expected.some(pattern => pattern.test(text)));
  }
}

/** @param {string} dataDir @returns {string[]} */
export function extensionHostLogs(dataDir) {
  const logs = path.join(dataDir, 'data', 'logs');
  if (!fs.existsSync(logs)) return [];
  return fs.readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter(name => path.basename(name) === 'remoteexthost.log').map(name => path.join(logs, name));
}
