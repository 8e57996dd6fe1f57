import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostToPage } from '../../../src/explanations/messages';
import { EXERCISE, grade, graded, lineOf, place, problemsIn, run, SOLUTION, textOf, type, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, until } from './house';

/** `forward` throws on a line of its own. */
const THROWS = WITHOUT_TRAIN.replace('export function forward(x: tf.Tensor2D, p: Params): Forward {', '$&\n  throw new Error("no tensor today");');
const NOT_TYPESCRIPT = `${WITHOUT_TRAIN}\nexport const half = (;\n`;

describe('grading', () => {
  const window = cleanWindow();

  const reportPanel = () => [...window.house.explanations['panels']].find(({ view }) => view?.kind === 'report');
  /** What is sent to the report's page from now on. */
  const sentToReport = () => {
    const panel = reportPanel()!;
    const sent: HostToPage[] = [];
    const post = panel.post.bind(panel);
    panel.post = (message) => {
      sent.push(message);
      post(message);
    };
    return sent;
  };
  const said = (sent: HostToPage[]) => sent.flatMap((message) => (message.type === 'stale' ? [message.stale] : [])).at(-1);

  it('grades the file of an editor and the exercise of a page alike', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    const byFile = await graded(file);
    const byId = await graded(EXERCISE);
    assert.deepEqual([byFile.score, byFile.sha256, byFile.file], [byId.score, byId.sha256, file.fsPath]);
    assert.equal(window.house.progress.bestScore(EXERCISE), byFile.score);
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('gives the solution all points, and marks nothing', async function () {
    this.timeout(60_000);
    const file = await place(SOLUTION);
    const { score, maxScore, verdict } = await graded(file);
    assert.deepEqual([score, maxScore, verdict], [100, 100, 'passed']);
    assert.deepEqual(problemsIn(file), []);
  });

  it('saves the file first and leaves its text as it is', async function () {
    this.timeout(60_000);
    const file = await place('// nothing yet\n');
    const document = await type(file, WITHOUT_TRAIN);
    assert.equal(document.isDirty, true);
    assert.ok((await graded(file)).score > 0);
    assert.equal(document.isDirty, false);
    assert.equal(textOf(file), WITHOUT_TRAIN);
  });

  it('shows the report, in one panel for all grades', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    const { score } = await graded(file);
    assert.deepEqual(window.house.explanations.shown, [{ kind: 'report', id: EXERCISE, pinned: false }]);
    assert.ok(reportPanel()?.panel.title.endsWith(`· ${score}/100`), reportPanel()?.panel.title);
    await until(() => reportPanel()?.['ready'], 'the script of the report runs');
    await graded(file);
    assert.equal(window.house.explanations.shown.length, 1);
  });

  it('shows the last report again by command', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    const { sha256 } = await graded(file);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until(() => window.house.explanations.shown.length === 0, 'the report is closed');
    await vscode.commands.executeCommand('coursework.openReport', EXERCISE);
    const view = reportPanel()?.view;
    assert.equal(view?.kind === 'report' && view.report.sha256, sha256);
    assert.equal(view?.kind === 'report' && view.stale, false);
  });

  it('says that the report is stale after an edit, and fresh after undo', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    await graded(file);
    const sent = sentToReport();
    await type(file, `${WITHOUT_TRAIN}// more\n`);
    await until(() => said(sent) === true, 'stale');
    await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One });
    await vscode.commands.executeCommand('undo');
    await until(() => said(sent) === false, 'fresh');
  });

  it('says that the report is stale after a save, and fresh once the same text is saved again', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    await graded(file);
    const sent = sentToReport();
    const document = await type(file, `${WITHOUT_TRAIN}// more\n`);
    assert.ok(await document.save());
    await window.house.files.scan();
    await until(() => said(sent) === true, 'stale');
    await type(file, WITHOUT_TRAIN);
    assert.ok(await document.save());
    await until(() => said(sent) === false, 'fresh');
  });

  it('marks the line that throws until the text changes', async function () {
    this.timeout(60_000);
    const file = await place(THROWS);
    await graded(file);
    // `train` is missing besides, which is said where it would be.
    const problems = problemsIn(file).filter(({ message }) => !message.includes('There is no export train'));
    assert.ok(problems.length > 0);
    for (const { range, message } of problems) {
      assert.equal(range.start.line + 1, lineOf(THROWS, 'throw new Error'));
      assert.match(message, /threw an error: no tensor today/);
    }
    await type(file, `${THROWS}\n`);
    await until(() => problemsIn(file).length === 0, 'no marks');
  });

  it('marks a syntax error, gives no points, and clears the mark at the next edit', async function () {
    this.timeout(60_000);
    const file = await place(NOT_TYPESCRIPT);
    const attempt = await graded(file);
    assert.deepEqual([attempt.score, attempt.verdict], [0, 'error']);
    const [problem, ...others] = problemsIn(file);
    assert.deepEqual(others, []);
    assert.equal(problem!.range.start.line + 1, lineOf(NOT_TYPESCRIPT, 'half = (;'));
    assert.match(problem!.message, /not valid TypeScript/);
    await type(file, WITHOUT_TRAIN);
    await until(() => problemsIn(file).length === 0, 'no mark');
  });

  it('marks what a run found, and tells it', async function () {
    this.timeout(60_000);
    const file = await place(NOT_TYPESCRIPT);
    window.dialogs.willAnswer('Go to Line');
    await run(file);
    assert.match(window.dialogs.error, /^neuralNetwork\.ts: The file is not valid TypeScript/);
    assert.equal(problemsIn(file)[0]!.range.start.line + 1, lineOf(NOT_TYPESCRIPT, 'half = (;'));
    const editor = await until(() => vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString()), 'an editor with the file');
    await until(() => editor.selection.start.line + 1 === lineOf(NOT_TYPESCRIPT, 'half = (;'), 'the cursor in the line');
  });

  it('marks nothing in a text that was edited while the old one was graded', async function () {
    this.timeout(60_000);
    const file = await place(THROWS);
    const document = await vscode.workspace.openTextDocument(file);
    window.dialogs.replace('withProgress', async (_options: unknown, task: (progress: unknown, token: vscode.CancellationToken) => Promise<unknown>) => {
      await type(file, `// one more line\n${THROWS}`);
      return await task({ report: () => undefined }, new vscode.CancellationTokenSource().token);
    });
    await graded(file);
    assert.equal(document.isDirty, true);
    assert.deepEqual(problemsIn(file).map(({ message }) => message), []);
    const view = reportPanel()?.view;
    assert.equal(view?.kind === 'report' && view.stale, true);
  });

  it('asks which exercise where nothing says it, and grades nothing where that is dismissed', async () => {
    await place(WITHOUT_TRAIN);
    await grade(undefined);
    assert.equal(window.dialogs.of('quickPick').length, 1);
    assert.deepEqual(window.house.progress.attempts(EXERCISE), []);
  });
});
