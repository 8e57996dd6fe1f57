import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { ProgressData } from '../../../src/progress/schema';
import { EXERCISE, graded, place, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, until } from './house';

const PAGE = 'questions/edge';

describe('progress', () => {
  const window = cleanWindow();

  const file = () => window.house.progress['file'].file;
  const onDisk = () => JSON.parse(fs.readFileSync(file(), 'utf8')) as ProgressData;

  it('lies in the storage that VS Code gives the extension', () => {
    assert.ok(file().startsWith(window.house['context'].globalStorageUri.fsPath));
    assert.match(file(), /globalStorage[\\/]ai-coursework\.ai-coursework[\\/]progress\.json$/);
  });

  it('holds each grade once the command has ended', async function () {
    this.timeout(60_000);
    const learners = await place(WITHOUT_TRAIN);
    const first = await graded(learners);
    assert.deepEqual(onDisk().attempts, [first]);
    assert.equal(onDisk().reports[EXERCISE]?.report.sha256, first.sha256);
    const second = await graded(learners);
    assert.notEqual(second.id, first.id);
    assert.deepEqual(onDisk().attempts, [first, second]);
  });

  it('holds what was read', async () => {
    await vscode.commands.executeCommand('coursework.markRead', { kind: 'page', pageId: PAGE });
    assert.equal(onDisk().read[PAGE]?.read, true);
    await vscode.commands.executeCommand('coursework.markUnread', { kind: 'page', pageId: PAGE });
    assert.equal(onDisk().read[PAGE]?.read, false);
  });

  it('takes over what another window wrote', async () => {
    const { progress } = window.house;
    await progress.setRead(PAGE, true);
    const other: ProgressData = { ...onDisk(), read: { ...onDisk().read, 'questions/compute': { read: true, at: new Date().toISOString() } } };
    fs.writeFileSync(`${file()}.other`, JSON.stringify(other));
    fs.renameSync(`${file()}.other`, file());
    await until(() => progress.isRead('questions/compute'), 'the other window’s page');
    const row = (await window.house.tree.describe()).find(({ id }) => id === 'questions/compute');
    assert.equal(row?.context, 'page:read');
    assert.equal(progress.isRead(PAGE), true);
  });

  it('sets a damaged file aside, says so, and loses nothing that this window knows', async () => {
    const { progress } = window.house;
    await progress.setRead(PAGE, true);
    fs.writeFileSync(file(), '{"schemaVersion":1,"attem');
    await until(() => window.dialogs.of('error').length > 0, 'a sentence');
    assert.match(window.dialogs.error, /^The record of your progress was damaged and has been set aside as .*\.corrupt-/);
    await progress.setRead('questions/compute', true);
    assert.deepEqual(Object.keys(onDisk().read).sort(), ['questions/compute', PAGE].sort());
    const folder = vscode.Uri.joinPath(vscode.Uri.file(file()), '..').fsPath;
    for (const name of fs.readdirSync(folder).filter((one) => one.includes('.corrupt-'))) fs.rmSync(`${folder}/${name}`);
  });
});
