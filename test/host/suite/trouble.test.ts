import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { EXERCISE, FILE, grade, graded, place, run, textOf, type, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, inWorkspace, until } from './house';

describe('when something is not as it should be', () => {
  const window = cleanWindow();

  const command = (name: string, argument: unknown = EXERCISE) => vscode.commands.executeCommand(`coursework.${name}`, argument);
  const marker = (file: vscode.Uri) => path.join(path.dirname(file.fsPath), 'coursework.json');
  /** Each gives one sentence, and the exercise is free again. */
  async function complains(work: () => Thenable<unknown>, sentence: RegExp): Promise<void> {
    const before = window.dialogs.shown.length;
    await work();
    const news = window.dialogs.shown.slice(before);
    assert.deepEqual(news.map(({ kind }) => kind), ['error'], news.map(({ message }) => message).join(' | '));
    assert.match(news[0]!.message, sentence);
    assert.equal(window.house.turns.isBusy(EXERCISE), false);
  }

  it('says so where the exercise is not in the workspace', async () => {
    for (const name of ['gradeExercise', 'runExercise', 'resetExercise', 'openExerciseFile']) {
      await complains(() => command(name), /^“neuralNetwork\.ts” is not in the workspace yet\. Scaffold the exercise first\.$/);
    }
    assert.deepEqual(fs.readdirSync(inWorkspace().fsPath), []);
  });

  it('says so where there is no report yet', async () => {
    await complains(() => command('openReport'), /has not been graded yet\. Grade it first\.$/);
  });

  it('says so where the course has no such exercise', async () => {
    await complains(() => grade('rocketry'), /^There is no exercise “rocketry”\. .*neural-network/);
    const file = await place(WITHOUT_TRAIN);
    fs.writeFileSync(marker(file), JSON.stringify({ schemaVersion: 1, exercise: 'rocketry', file: FILE, language: 'en' }));
    await window.house.files.scan();
    await complains(() => grade(file), /^There is no exercise “rocketry”\./);
  });

  it('says so where the file was deleted, and keeps the grades', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    const { score } = await graded(file);
    await vscode.workspace.fs.delete(file);
    for (const work of [() => grade(EXERCISE), () => run(EXERCISE), () => command('openExerciseFile')]) await complains(work, /neuralNetwork\.ts is gone\. If it was renamed, give it its name back/);
    assert.equal(window.house.progress.bestScore(EXERCISE), score);
  });

  it('says so where the file was renamed, and grades it once it has its name back', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    const other = vscode.Uri.joinPath(file, '..', 'network.ts');
    await vscode.workspace.fs.rename(file, other);
    await complains(() => grade(EXERCISE), /neuralNetwork\.ts is gone/);
    assert.equal(textOf(other), WITHOUT_TRAIN);
    await vscode.workspace.fs.rename(other, file);
    assert.ok((await graded(EXERCISE)).score > 0);
  });

  it('takes a corrupt marker for none, whatever is in it', async () => {
    const file = await place(WITHOUT_TRAIN);
    for (const text of ['', '{', 'null', '[]', '{"schemaVersion":1}', '{"schemaVersion":99,"exercise":"neural-network","file":"neuralNetwork.ts"}', '{"schemaVersion":1,"exercise":"neural-network","file":"../../secret.ts"}']) {
      fs.writeFileSync(marker(file), text);
      await complains(() => grade(EXERCISE), /is not in the workspace yet/);
    }
    assert.equal(textOf(file), WITHOUT_TRAIN);
  });

  it('grades a file that must not be written', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    fs.chmodSync(file.fsPath, 0o444);
    assert.ok((await graded(file)).score > 0);
    assert.equal(textOf(file), WITHOUT_TRAIN);
    fs.chmodSync(file.fsPath, 0o644);
  });

  it('runs nothing where what is on screen cannot be saved', async () => {
    const file = await place(WITHOUT_TRAIN);
    const document = await type(file, `${WITHOUT_TRAIN}// mine\n`);
    // A folder in the file's place: nobody can save over it, not even an administrator, whom permissions do not stop.
    fs.rmSync(file.fsPath);
    fs.mkdirSync(file.fsPath);
    await complains(() => grade(file), /neuralNetwork\.ts could not be saved\. What you see was not run\./);
    await complains(() => run(file), /neuralNetwork\.ts could not be saved\./);
    assert.ok(document.getText().endsWith('// mine\n'));
    assert.equal(document.isDirty, true);
    assert.deepEqual(window.house.progress.attempts(EXERCISE), []);
  });

  it('says so where the exercise cannot be written', async () => {
    const inTheWay = inWorkspace(EXERCISE, '.coursework').fsPath;
    fs.mkdirSync(path.dirname(inTheWay));
    fs.writeFileSync(inTheWay, 'a file where a folder must be');
    await complains(() => command('scaffoldExercise'), /^The exercise cannot be written into .* \((EEXIST|ENOTDIR)\)\./);
    assert.equal(fs.readFileSync(inTheWay, 'utf8'), 'a file where a folder must be');
  });

  it('says so where the file is not text, or far too large', async () => {
    const file = await place(WITHOUT_TRAIN);
    fs.writeFileSync(file.fsPath, Buffer.from([0x2f, 0x2f, 0xff, 0xfe, 0x80]));
    await complains(() => grade(file), /neuralNetwork\.ts is not text in UTF-8\./);
    fs.writeFileSync(file.fsPath, Buffer.alloc(20e6, '/'));
    await complains(() => grade(file), /neuralNetwork\.ts is larger than \d+ MB\./);
    assert.equal(fs.statSync(file.fsPath).size, 20e6);
  });

  it('gives an empty file no points and a report', async function () {
    this.timeout(60_000);
    const file = await place('');
    const { score, maxScore } = await graded(file);
    assert.deepEqual([score, maxScore], [0, 100]);
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('runs nothing in a workspace that is not trusted', async () => {
    const file = await place(WITHOUT_TRAIN);
    const original = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted')!;
    Object.defineProperty(vscode.workspace, 'isTrusted', { ...original, get: () => false });
    try {
      await complains(() => grade(file), /which you have not trusted yet\. Trust the workspace/);
      await complains(() => run(file), /which you have not trusted yet/);
    } finally {
      Object.defineProperty(vscode.workspace, 'isTrusted', original);
    }
  });

  it('follows folders that come, go and move', async () => {
    const file = await place(WITHOUT_TRAIN);
    const { files } = window.house;
    const second = inWorkspace('copied');
    fs.cpSync(path.dirname(file.fsPath), second.fsPath, { recursive: true });
    await until(() => files.of(EXERCISE).length === 2, 'the copy is found');
    fs.rmSync(second.fsPath, { recursive: true });
    await until(() => files.of(EXERCISE).length === 1, 'the copy is gone');
    const moved = new vscode.WorkspaceEdit();
    moved.renameFile(vscode.Uri.joinPath(file, '..'), inWorkspace('moved'));
    assert.ok(await vscode.workspace.applyEdit(moved));
    await until(() => files.of(EXERCISE)[0]?.folder.toString() === inWorkspace('moved').toString(), 'the exercise is found in its new place');
  });
});
