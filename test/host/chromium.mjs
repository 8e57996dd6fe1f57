/** Finds the Chromium that opens VS Code, and the fonts that make its pictures readable; installs them on Debian. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { debianPackages } from './debian.mjs';
import { temporaryFolder } from './paths.mjs';
import { onPath, run } from './processes.mjs';
import { SetupError } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const ELSEWHERE = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** @param {string | undefined} file @returns {file is string} */
const isFile = file => file !== undefined && (fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false);

/** @returns {string | undefined} */
export function findChromium() {
  const told = process.env.CHROMIUM;
  if (told) {
    if (!isFile(told)) throw new SetupError(`CHROMIUM is set to ${told}, and no file is there.`);
    return told;
  }
  return [...NAMES.map(onPath), ...ELSEWHERE, chromium.executablePath()].find(isFile);
}

/** @param {(line: string) => void} [print] @returns {Promise<string>} */
export async function ensureChromium(print) {
  const found = findChromium();
  if (found) return found;
  const instead = new SetupError('A Chromium is needed to open VS Code in tests. Type: npx playwright-core install chromium (or set CHROMIUM to the program of a Chrome, Chromium or Edge)');
  if (process.platform !== 'linux') throw instead;
  await debianPackages(['chromium'], 'to open VS Code in tests', print);
  const installed = findChromium();
  if (installed) return installed;
  throw instead;
}

/**
 * Chinese must render in the pictures, and the interface should look as it does on a learner's machine. Pictures
 * without these fonts are ugly, not wrong: where they cannot be installed we go on.
 * @param {(line: string) => void} [print]
 */
export async function ensureFonts(print = line => console.log(line)) {
  if (process.platform !== 'linux') return;
  const listed = await run('fc-list', [':', 'family']);
  const missing = Object.entries({ 'Noto Sans CJK': 'fonts-noto-cjk', Inter: 'fonts-inter', 'JetBrains Mono': 'fonts-jetbrains-mono' })
    .filter(([family]) => !listed.output.includes(family)).map(([, name]) => name);
  if (missing.length === 0) return;
  await debianPackages(missing, 'for readable pictures', print).catch(error => print(`Pictures will lack fonts: ${error.message.split('\n')[0]}`));
}

/** Without this the interface falls back to whatever the system lists first, DejaVu on a bare Debian. */
const FONT_CHOICE = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${[['system-ui', 'Inter'], ['sans-serif', 'Inter'], ['Ubuntu', 'Inter'], ['monospace', 'JetBrains Mono'], ['Droid Sans Mono', 'JetBrains Mono']].map(([asked, given]) => `
  <match target="pattern">
    <test name="family"><string>${asked}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>${given}</string><string>Noto Sans CJK SC</string></edit>
  </match>`).join('')}
</fontconfig>
`;

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launchChromium() {
  const executablePath = await ensureChromium();
  const fonts = path.join(temporaryFolder('fonts'), 'fonts.conf');
  fs.writeFileSync(fonts, FONT_CHOICE);
  return chromium.launch({
    executablePath,
    headless: true,
    env: { ...process.env, ...(process.platform === 'linux' ? { FONTCONFIG_FILE: fonts } : {}) },
    args: [
      // Chromium refuses its sandbox to root, and containers seldom allow one. It opens our own pages only.
      ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
      '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none',
    ],
  });
}
