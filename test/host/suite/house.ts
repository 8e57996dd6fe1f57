/** The running extension, and a clean window for each test. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { House } from '../../../src/house';
import type { ProgressData } from '../../../src/progress/schema';
import { Dialogs } from './dialogs';

export const ID = 'ai-coursework.ai-coursework';

export function theExtension(): vscode.Extension<House> {
  const extension = vscode.extensions.getExtension<House>(ID);
  assert.ok(extension, `no extension ${ID}`);
  return extension;
}

export const theHouse = async (): Promise<House> => await theExtension().activate();

export function workspaceFolder(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests need a folder');
  return folder;
}

export const inWorkspace = (...parts: string[]): vscode.Uri => vscode.Uri.joinPath(workspaceFolder().uri, ...parts);

/** What an event brings about, waited for; a test that waits in vain says for what. */
export async function until<T>(ask: () => T | Promise<T>, what: string, limitMs = 15_000): Promise<NonNullable<T>> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`waited ${limitMs / 1000} s in vain: ${what}`);
    await pause(20);
  }
}

/** True while a process of this id lives. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const nothingDone = (): ProgressData => ({ schemaVersion: 1, attempts: [], read: {}, answers: {}, hints: {}, reports: {} });

/** What a test is given; `house` and `dialogs` are there once the hooks have run. */
export interface Window {
  house: House;
  dialogs: Dialogs;
}

/** Call it within `describe`: every test then starts in an empty workspace, without progress, in English. */
export function cleanWindow(): Window {
  const window = {} as Window;
  /** The progress file is read again when it changes; what such a reading found must not come back after a cleaning. */
  const readings = new Set<Promise<void>>();
  before(async () => {
    window.house = await theHouse();
    const { progress } = window.house;
    const reload = progress['reload'].bind(progress);
    progress['reload'] = () => {
      const reading = reload().finally(() => readings.delete(reading));
      readings.add(reading);
      return reading;
    };
    // In a browser VS Code saves after a second by itself, which no test could foresee.
    await vscode.workspace.getConfiguration().update('files.autoSave', 'off', vscode.ConfigurationTarget.Global);
    await clean(window.house, readings);
  });
  beforeEach(() => {
    window.dialogs = new Dialogs();
  });
  afterEach(async function () {
    this.timeout(30_000);
    window.dialogs.restore();
    await clean(window.house, readings);
    window.dialogs.assertNoFaultOfOurs();
  });
  after(() => {
    Reflect.deleteProperty(window.house.progress, 'reload');
  });
  return window;
}

async function clean(house: House, readings: ReadonlySet<Promise<void>>): Promise<void> {
  // A test that failed may have left its loop running; the next one must not suffer for it.
  for (const runner of house.runners.pool['busy']) runner.cancel();
  await until(() => house.runners.pool['busy'].size === 0, 'no runner at work');
  await closeEditors(house);
  await vscode.workspace.getConfiguration().update('coursework.language', undefined, vscode.ConfigurationTarget.Global);
  await house.tree.filter('');
  for (const name of await fs.readdir(workspaceFolder().uri.fsPath)) await fs.rm(inWorkspace(name).fsPath, { recursive: true, force: true, maxRetries: 3 });
  await house.files.scan();
  await forgetProgress(house, readings);
}

async function closeEditors(house: House): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until(() => house.explanations.shown.length === 0 && vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0), 'all editors closed');
}

async function forgetProgress({ progress }: House, readings: ReadonlySet<Promise<void>>): Promise<void> {
  await progress.flush();
  const { file, previous } = progress['file'];
  // The copy first: without the file it would be taken for the progress.
  for (const one of [previous, file]) await fs.rm(one, { force: true });
  await Promise.all(readings);
  progress['data'] = nothingDone();
  progress['changed'].fire();
}
