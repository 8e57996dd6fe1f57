import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** What pip is told about where packages come from. */
export interface PipSettings {
  /** Indexes in the order in which they are asked. */
  indexes: string[];
  /** Folders of the machine that may hold the file itself. */
  folders: string[];
  /** File with further certificate authorities. */
  cert?: string;
  proxy?: string;
}

const PYPI = 'https://pypi.org/simple';

/**
 * Reads pip's configuration as pip does, without needing Python: the system's file, the user's, that of a
 * virtual environment, then `PIP_CONFIG_FILE`, then the environment; later ones win.
 * https://pip.pypa.io/en/stable/topics/configuration/
 */
export async function pipSettings(env: NodeJS.ProcessEnv, home: string = os.homedir()): Promise<PipSettings> {
  const values: Record<string, string> = {};
  // `PIP_CONFIG_FILE` set to the null device means: read no files.
  if (env.PIP_CONFIG_FILE !== os.devNull) {
    for (const file of configFiles(env, home)) Object.assign(values, await readConfig(file));
  }
  for (const key of KEYS) {
    const value = env[`PIP_${key.toUpperCase().replaceAll('-', '_')}`];
    if (value) values[key] = value;
  }
  const list = (key: string) => (values[key] ?? '').split(/\s+/).filter(Boolean);
  const indexes = isTrue(values['no-index']) ? [] : [...new Set([values['index-url'] ?? PYPI, ...list('extra-index-url')].map((url) => url.trim().replace(/\/+$/, '')))];
  const folders = list('find-links').filter((place) => !/^https?:/i.test(place)).map((place) => place.replace(/^file:\/\//i, '').replace(/^~(?=\/)/, home));
  return { indexes, folders, cert: values.cert, proxy: values.proxy };
}

const KEYS = ['index-url', 'extra-index-url', 'find-links', 'no-index', 'cert', 'proxy'];
const isTrue = (value: string | undefined): boolean => /^(1|y|yes|t|true|on)$/i.test(value ?? '');

function configFiles(env: NodeJS.ProcessEnv, home: string): string[] {
  const windows = process.platform === 'win32';
  const name = windows ? 'pip.ini' : 'pip.conf';
  const files: string[] = [];
  if (windows) files.push(path.join(env.ProgramData ?? 'C:\\ProgramData', 'pip', name), path.join(home, 'pip', name), path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'pip', name));
  else {
    if (process.platform === 'darwin') files.push(path.join('/Library/Application Support/pip', name));
    for (const folder of (env.XDG_CONFIG_DIRS || '/etc/xdg').split(':').reverse()) files.push(path.join(folder, 'pip', name));
    files.push(path.join('/etc', name), path.join(home, '.pip', name), path.join(env.XDG_CONFIG_HOME || path.join(home, '.config'), 'pip', name));
    if (process.platform === 'darwin') files.push(path.join(home, 'Library/Application Support/pip', name));
  }
  if (env.VIRTUAL_ENV) files.push(path.join(env.VIRTUAL_ENV, name));
  if (env.PIP_CONFIG_FILE) files.push(env.PIP_CONFIG_FILE);
  return files;
}

/** The sections that speak for downloads; of one file, a command's section wins over `[global]`. */
async function readConfig(file: string): Promise<Record<string, string>> {
  const text = await fs.readFile(file, 'utf8').catch(() => '');
  const sections: Record<string, Record<string, string>> = { global: {}, install: {}, download: {} };
  let section: Record<string, string> | undefined;
  let key: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const head = /^\[(.+)\]/.exec(line);
    if (head) {
      section = sections[head[1]!.trim()];
      key = undefined;
    } else if (/^\s/.test(line)) {
      // A value goes on in the lines that are indented.
      if (section && key !== undefined) section[key] = `${section[key]!} ${line.trim()}`.trim();
    } else {
      const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line);
      key = pair?.[1]!.toLowerCase().replaceAll('_', '-');
      if (section && pair && key !== undefined) section[key] = pair[2]!.trim();
    }
  }
  return { ...sections.global, ...sections.install, ...sections.download };
}
