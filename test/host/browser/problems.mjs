/**
 * What went wrong on the page without any step noticing: errors and policy violations in our webviews, our
 * extension's errors in VS Code's log, requests to other machines. VS Code's own noise is kept apart.
 */
import fs from 'node:fs';
import path from 'node:path';

/** Webview resources have such addresses; a service worker of the same server answers them. */
const OUR_RESOURCES = /(^|\.)vscode-(resource|webview)\.(vscode-cdn\.)?net$/;
/** VS Code's own scripts have addresses there; a webview's come from the address above or, inline, from none. */
const VSCODE_SCRIPT = /\/static\/out\/(?!vs\/workbench\/contrib\/webview\/browser\/pre\/fake\.html)/;
/** VS Code's own too, though without an address: npm's package lacks a service worker for the start page. */
const NOISE = /bad HTTP response code \(404\) was received when fetching the script/;
const POLICY = /Content[- ]Security[- ]Policy|CSP/i;
const EXTENSION = /ai-coursework\.ai-coursework/i;

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
  }

  /** @param {string} text */
  #add(text) {
    this.#found.push(text);
  }

  /** @param {string} kind @param {string} text @param {string} url */
  #console(kind, text, url) {
    this.all.push(`[${kind}] ${text} ${url}`);
    if (kind !== 'error' && !POLICY.test(text)) return;
    if (NOISE.test(text)) return;
    const fromWebview = url === '' || url.includes('vscode-resource') || url.includes('fake.html');
    if (POLICY.test(text) || fromWebview || EXTENSION.test(text)) this.#add(`console: ${text} ${url}`);
  }

  /** @param {Error} error */
  #thrown(error) {
    const stack = error.stack ?? error.message;
    this.all.push(`[thrown] ${stack}`);
    if (!VSCODE_SCRIPT.test(stack) || EXTENSION.test(stack)) this.#add(`thrown: ${stack}`);
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
    const logged = extensionHostLogs(dataDir).flatMap(file => fs.readFileSync(file, 'utf8').split('\n')
        .filter(line => /\[error\]/.test(line) && (EXTENSION.test(path.basename(path.dirname(file))) || EXTENSION.test(line))).map(line => `${path.basename(file)}: ${line}`));
    return [...new Set([...this.#found, ...logged])].filter(text => !this.#expected.some(pattern => pattern.test(text)));
  }
}

/** @param {string} dataDir @returns {string[]} */
export function extensionHostLogs(dataDir) {
  const logs = path.join(dataDir, 'data', 'logs');
  if (!fs.existsSync(logs)) return [];
  return fs.readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter(name => path.basename(name) === 'remoteexthost.log' || (EXTENSION.test(name) && name.endsWith('.log'))).map(name => path.join(logs, name));
}
