import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { EXERCISE, FILE, place, STARTER, textOf, type, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, inWorkspace, until, workspaceFolder } from './house';

const MINE = '// what I wrote\nexport const answer = 42;\n';

describe('scaffolding and resetting', () => {
  const window = cleanWindow();

  const scaffold = (argument: unknown = EXERCISE) => vscode.commands.executeCommand('coursework.scaffoldExercise', argument);
  const reset = (argument: unknown = EXERCISE) => vscode.commands.executeCommand('coursework.resetExercise', argument);
  /** Where it goes when it is not in the workspace yet. */
  const file = inWorkspace(EXERCISE, FILE);
  const shows = (uri: vscode.Uri) => until(() => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString(), `an editor with ${uri.fsPath}`);
  const beside = (mine: vscode.Uri, name: string) => vscode.Uri.joinPath(mine, '..', name).fsPath;
  const backups = (mine: vscode.Uri) => {
    const folder = beside(mine, '.coursework/backup');
    return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
  };

  it('writes the files and opens the one to work on', async () => {
    await scaffold();
    for (const name of [FILE, 'README.md', 'tsconfig.json', 'coursework.json', '.coursework/tfjs.d.ts']) assert.ok(fs.statSync(inWorkspace(EXERCISE, name).fsPath).size > 0, name);
    assert.equal(textOf(file), STARTER);
    await shows(file);
    assert.equal(window.house.files.exerciseOf(file)?.exercise, EXERCISE);
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('writes the starter in the language of the course', async () => {
    await window.house.language.set('zh-cn');
    await scaffold();
    assert.match(textOf(file), /\p{Script=Han}/u);
    assert.match(textOf(inWorkspace(EXERCISE, 'README.md')), /\p{Script=Han}/u);
  });

  it('takes a row of the tree, and asks which exercise where nothing says it', async () => {
    await scaffold({ kind: 'page', pageId: `exercises/${EXERCISE}`, exerciseId: EXERCISE });
    assert.ok(fs.existsSync(file.fsPath));
    const recommender = (await window.house.course()).exercises.find(({ id }) => id === 'recommender')!;
    window.dialogs.willAnswer(recommender.title.en);
    await scaffold(null);
    assert.ok(fs.existsSync(inWorkspace('recommender', recommender.file).fsPath));
    const [question] = window.dialogs.of('quickPick');
    assert.equal(question?.choices.length, 3);
    // The exercise on screen comes first.
    assert.match(question.choices[0]!, /Neural network/);
  });

  it('does not ask again where the files are as it wrote them', async () => {
    await scaffold();
    await scaffold();
    assert.deepEqual(window.dialogs.shown, []);
    assert.equal(textOf(file), STARTER);
  });

  it('leaves what is there alone where the question is dismissed', async () => {
    const mine = await place(MINE);
    await scaffold();
    const [question] = window.dialogs.of('warning');
    assert.equal(question?.modal, true);
    assert.match(question.message, /neuralNetwork\.ts/);
    assert.equal(textOf(mine), MINE);
    assert.ok(!fs.existsSync(beside(mine, 'README.md')));
  });

  it('adds what is missing and keeps what is there', async () => {
    const mine = await place(MINE);
    window.dialogs.willAnswer('Keep Mine, Add What Is Missing');
    await scaffold();
    assert.equal(textOf(mine), MINE);
    assert.ok(fs.existsSync(beside(mine, 'README.md')));
    assert.deepEqual(backups(mine), []);
  });

  it('replaces what is there and keeps a copy', async () => {
    const mine = await place(MINE);
    window.dialogs.willAnswer('Replace, Keep a Copy');
    await scaffold();
    assert.equal(textOf(mine), STARTER);
    assert.ok(backups(mine).some((copy) => fs.readFileSync(copy, 'utf8') === MINE));
  });

  it('resets nothing where the question is dismissed', async () => {
    const mine = await place(MINE);
    await reset();
    const [question] = window.dialogs.of('warning');
    assert.equal(question?.modal, true);
    assert.match(question.detail, /\.coursework\/backup/);
    assert.equal(textOf(mine), MINE);
    assert.deepEqual(backups(mine), []);
  });

  it('resets to the starter and keeps a copy, what was not saved included', async () => {
    const mine = await place(MINE);
    const document = await type(mine, `${MINE}// not saved yet\n`);
    window.dialogs.willAnswer('Reset');
    await reset(mine);
    assert.equal(textOf(mine), STARTER);
    assert.equal(document.isDirty, false);
    assert.deepEqual(backups(mine).map((copy) => fs.readFileSync(copy, 'utf8')), [`${MINE}// not saved yet\n`]);
    assert.match(window.dialogs.of('information')[0]?.message ?? '', /The starter is back.*neuralNetwork\..*\.ts/);
  });

  it('compares the starter with the copy', async () => {
    const mine = await place(MINE);
    window.dialogs.willAnswer('Reset', 'Compare');
    await reset();
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.original.fsPath, backups(mine)[0]);
    assert.equal(input.modified.toString(), mine.toString());
  });

  it('asks which place where an exercise stands in two folders', async () => {
    await place(MINE, 'first');
    const second = await place(WITHOUT_TRAIN, 'second');
    await vscode.commands.executeCommand('coursework.openExerciseFile', EXERCISE);
    const [question] = window.dialogs.of('quickPick');
    assert.equal(question?.choices.length, 2);
    assert.deepEqual(vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === 'file'), []);
    window.dialogs.willAnswer(question.choices.find((choice) => choice.includes('second'))!);
    await vscode.commands.executeCommand('coursework.openExerciseFile', EXERCISE);
    await shows(second);
  });

  describe('with two folders open', () => {
    // A second folder would restart the extension host, and the tests with it: VS Code only says that there is one.
    let folder = '';
    let original: PropertyDescriptor | undefined;
    before(() => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'second '));
      original = Object.getOwnPropertyDescriptor(vscode.workspace, 'workspaceFolders');
      const folders = [workspaceFolder(), { uri: vscode.Uri.file(folder), name: 'the second', index: 1 }];
      Object.defineProperty(vscode.workspace, 'workspaceFolders', { ...original, get: () => folders });
    });
    after(() => {
      Object.defineProperty(vscode.workspace, 'workspaceFolders', original!);
      fs.rmSync(folder, { recursive: true });
    });

    it('writes into the folder that was picked', async () => {
      window.dialogs.willAnswer('the second');
      await scaffold();
      assert.equal(fs.readFileSync(path.join(folder, EXERCISE, FILE), 'utf8'), STARTER);
      assert.ok(!fs.existsSync(file.fsPath));
    });

    it('writes nothing where none was picked', async () => {
      await scaffold('cnn');
      assert.equal(window.dialogs.of('folderPick').length, 1);
      assert.ok(!fs.existsSync(path.join(folder, 'cnn')));
      assert.ok(!fs.existsSync(inWorkspace('cnn').fsPath));
    });
  });
});
