import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, CONTEXT_KEYS, SETTINGS, VIEWS } from '../../src/kit/ids';
import { filesBelow, readJson, root } from './sources';

interface Contributes {
  commands: { command: string; title: string; category?: string; icon?: string; enablement?: string }[];
  menus: Record<string, { command?: string; submenu?: string; when?: string }[]>;
  keybindings?: { command: string; when?: string }[];
  views: Record<string, { id: string; when?: string }[]>;
  viewsContainers: Record<string, { id: string }[]>;
  viewsWelcome: { view: string; contents: string; when?: string }[];
  configuration: { properties: Record<string, { enum?: string[]; enumDescriptions?: string[]; default?: unknown }> };
}
const { contributes } = readJson<{ contributes: Contributes }>('package.json');
const nls = ['package.nls.json', 'package.nls.zh-cn.json'].map((file) => readJson(file));

const ids = (list: Record<string, string>) => Object.values(list).sort();
const commands: string[] = Object.values(COMMANDS);
const menuItems = Object.values(contributes.menus).flat();
const clauses = [...menuItems, ...(contributes.keybindings ?? []), ...contributes.viewsWelcome, ...Object.values(contributes.views).flat()].flatMap(({ when }) => when ?? []).concat(contributes.commands.flatMap(({ enablement }) => enablement ?? []));

/** Keys that a `when` clause reads: what is left without texts, patterns, constants and operators. */
const keysOf = (clause: string) => clause.replace(/'[^']*'|\/(?:\\.|[^/])*\/\w*|\b(?:true|false)\b/g, ' ').replace(/(?:==|!=|=~|<=?|>=?)\s*[\w.-]+/g, ' ').match(/[A-Za-z][\w.:]*/g) ?? [];

/** Keys that VS Code itself sets. https://code.visualstudio.com/api/references/when-clause-contexts */
const OF_VSCODE = ['view', 'viewItem', 'isWorkspaceTrusted', 'workspaceFolderCount', 'resourceLangId', 'resourceExtname', 'resourceScheme', 'editorFocus', 'editorTextFocus', 'activeWebviewPanelId', 'commentController', 'commentThread', 'inDebugMode'];

describe('ids', () => {
  it('of commands are those of package.json', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(ids(COMMANDS));
  });

  it('of settings are those of package.json', () => {
    expect(Object.keys(contributes.configuration.properties).sort()).toEqual(ids(SETTINGS));
  });

  it('of views are those of package.json', () => {
    const containers = Object.values(contributes.viewsContainers).flat().map(({ id }) => id);
    const views = Object.values(contributes.views).flat().map(({ id }) => id);
    expect([...containers, ...views].sort()).toEqual(ids(VIEWS));
    expect(Object.keys(contributes.views)).toEqual(containers);
    expect(views).toEqual(expect.arrayContaining(contributes.viewsWelcome.map(({ view }) => view)));
  });

  it('of context keys are read in `when` clauses, and no others of ours', () => {
    const read = [...new Set(clauses.flatMap(keysOf))];
    expect(read.filter((key) => !OF_VSCODE.includes(key)).sort()).toEqual(ids(CONTEXT_KEYS));
  });

  it('in the sources come from the list', () => {
    const literal = /['"`](?:setContext['"`],\s*['"`])?(coursework\.[\w.]+)['"`]/g;
    const files = filesBelow('src', '.ts').filter((file) => file !== 'src/kit/ids.ts');
    const spelledOut = files.flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(literal)].map((match) => `${file} ${match[1]}`));
    expect(spelledOut.filter((found) => !found.endsWith(' coursework.json'))).toEqual([]); // the marker file
  });
});

describe('commands', () => {
  it('each have a category, an icon and a title in both languages', () => {
    for (const { command, category, icon, title } of contributes.commands) {
      expect(category, command).toBe('AI Coursework');
      expect(icon, command).toMatch(/^\$\([a-z-]+\)$/);
      const key = /^%(.+)%$/.exec(title)?.[1];
      expect(key, command).toBeDefined();
      for (const texts of nls) expect(texts[key!], `${command} ${key}`).toMatch(/\S/);
    }
  });

  it('in menus and keys are known', () => {
    const named = [...menuItems, ...(contributes.keybindings ?? [])].flatMap(({ command }) => command ?? []);
    expect(named.filter((command) => !commands.includes(command))).toEqual([]);
  });

  it('behind links of the welcome views are known', () => {
    const links = nls.flatMap((texts) => Object.values(texts).flatMap((text) => [...text.matchAll(/\(command:([^)?]+)/g)].map((match) => match[1]!)));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((command) => !command.startsWith('vscode.') && !commands.includes(command))).toEqual([]);
  });
});

describe('settings', () => {
  it('describe each choice, and one of the choices is the default', () => {
    for (const [id, { enum: choices = [], enumDescriptions = [], default: usual }] of Object.entries(contributes.configuration.properties)) {
      expect(enumDescriptions, id).toHaveLength(choices.length);
      if (choices.length) expect(choices, id).toContain(usual);
    }
  });
});
