import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const ID = 'ai-coursework.ai-coursework';

describe('the extension', () => {
  it('is found by VS Code', () => {
    assert.ok(vscode.extensions.getExtension(ID), `no extension ${ID}`);
  });

  it('activates', async () => {
    const extension = vscode.extensions.getExtension(ID);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('runs in a workspace whose path has a space and Chinese characters', () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    assert.match(folder, / /);
    assert.match(folder, /\p{Script=Han}/u);
  });
});
