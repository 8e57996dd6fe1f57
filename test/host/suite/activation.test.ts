import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/kit/ids';
import { ID, theExtension, theHouse, workspaceFolder } from './house';

interface Manifest {
  contributes: { commands: { command: string }[]; views: Record<string, { id: string }[]> };
}

describe('the extension', () => {
  it('is found by VS Code', () => {
    assert.equal(theExtension().id, ID);
  });

  it('activates', async () => {
    await theHouse();
    assert.equal(theExtension().isActive, true);
  });

  it('runs in a workspace whose path has a space and Chinese characters', () => {
    const folder = workspaceFolder().uri.fsPath;
    assert.match(folder, / /);
    assert.match(folder, /\p{Script=Han}/u);
  });

  it('registers the commands of package.json, all of them and no other', async () => {
    await theHouse();
    const { contributes } = theExtension().packageJSON as Manifest;
    // VS Code itself adds commands to every view, such as the one that shows it.
    const ofViews = Object.values(contributes.views).flat().map(({ id }) => `${id}.`);
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('coursework.') && !ofViews.some((view) => id.startsWith(view)));
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual(registered.sort(), declared.sort());
    assert.deepEqual(declared.sort(), Object.values<string>(COMMANDS).sort());
  });
});
