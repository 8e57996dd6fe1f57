import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { PageState, PageToHost } from '../../../src/explanations/messages';
import { PANELS } from '../../../src/kit/ids';
import type { ProgressData } from '../../../src/progress/schema';
import { EXERCISE, graded, place, textOf, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, inWorkspace, until } from './house';

const EDGE = 'questions/edge';
const DISTILLATION = 'questions/edge/distillation';
const QUIZ = 'questions/data/labeling';

describe('the explanations', () => {
  const window = cleanWindow();

  const open = (...argument: unknown[]) => vscode.commands.executeCommand('coursework.openExplanation', ...argument);
  const shown = () => window.house.explanations.shown;
  const panels = () => [...window.house.explanations['panels']];
  /** What the page's script would send when somebody presses a button on it. */
  const receive = (message: PageToHost, panel = panels()[0]!) => window.house.explanations['receive'](message, panel);
  const titleOf = async (id: string) => (await window.house.course()).pages.find((page) => page.id === id)!.title;

  it('opens a page whose script runs', async () => {
    await open(EDGE);
    assert.deepEqual(shown(), [{ kind: 'page', id: EDGE, pinned: false }]);
    assert.equal(panels()[0]!.panel.title, (await titleOf(EDGE)).en);
    await until(() => panels()[0]?.['ready'], 'the script of the page says that it is ready');
  });

  it('opens every page of the course', async function () {
    this.timeout(60_000);
    for (const { id } of (await window.house.course()).pages) {
      await open(id);
      assert.deepEqual(shown(), [{ kind: 'page', id, pinned: false }]);
    }
  });

  it('uses its panel again, and a second one once the first is pinned', async () => {
    await open(EDGE);
    await open(DISTILLATION);
    assert.deepEqual(shown(), [{ kind: 'page', id: DISTILLATION, pinned: false }]);
    await receive({ type: 'pin', pinned: true });
    await open(EDGE);
    assert.deepEqual(shown(), [{ kind: 'page', id: DISTILLATION, pinned: true }, { kind: 'page', id: EDGE, pinned: false }]);
    await open(`exercises/${EXERCISE}`);
    assert.equal(shown().length, 2);
    await receive({ type: 'pin', pinned: false });
    await open(EDGE);
    assert.deepEqual(shown()[0], { kind: 'page', id: EDGE, pinned: false });
  });

  it('opens the page of a row, of an exercise file, and of what is picked', async () => {
    await open({ kind: 'page', pageId: DISTILLATION });
    assert.equal(shown()[0]?.id, DISTILLATION);
    await open(await place(WITHOUT_TRAIN));
    assert.equal(shown()[0]?.id, `exercises/${EXERCISE}`);
    window.dialogs.willAnswer((await titleOf(EDGE)).en);
    await open();
    assert.equal(shown()[0]?.id, EDGE);
    await open();
    assert.equal(window.dialogs.of('quickPick').length, 2);
    assert.equal(shown()[0]?.id, EDGE);
  });

  it('opens nothing for a page that does not exist', async () => {
    await open('questions/of-life');
    assert.deepEqual(shown(), []);
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('gives open panels their titles in the other language, and back', async function () {
    this.timeout(60_000);
    await open(EDGE);
    await graded(await place(WITHOUT_TRAIN));
    const titles = () => panels().map(({ panel }) => panel.title);
    const english = titles();
    assert.equal(english.length, 2);
    await receive({ type: 'language', language: 'zh-cn' });
    await until(() => titles().every((title) => /\p{Script=Han}/u.test(title)), 'Chinese titles');
    assert.equal(titles()[0], (await titleOf(EDGE))['zh-cn']);
    await receive({ type: 'language', language: 'en' });
    await until(() => titles().every((title, i) => title === english[i]), 'the English titles');
  });

  it('marks pages as read from the page', async () => {
    await open(EDGE);
    const { house } = window;
    await receive({ type: 'markRead', id: EDGE, read: true });
    assert.equal(house.progress.isRead(EDGE), true);
    await receive({ type: 'markRead', id: EDGE, read: false });
    assert.equal(house.progress.isRead(EDGE), false);
  });

  it('keeps the answers to the questions of a page, and starts over', async () => {
    await open(QUIZ);
    const view = panels()[0]!.view;
    assert.ok(view?.kind === 'page' && view.quiz.all > 1, 'the page has questions');
    assert.deepEqual(view.quiz.answers, {});
    const [first, second] = view.content.en.quiz.map(({ id }) => id);
    await receive({ type: 'answer', page: QUIZ, question: first!, right: false, due: true });
    await receive({ type: 'answer', page: QUIZ, question: first!, right: true, due: true });
    await receive({ type: 'answer', page: QUIZ, question: second!, right: true, due: false });
    const onDisk = () => JSON.parse(fs.readFileSync(window.house.progress['file'].file, 'utf8')) as ProgressData;
    const { at, ...answer } = onDisk().answers[`${QUIZ}#${first}`]!;
    assert.deepEqual(answer, { right: true, firstTry: false, tries: 2, due: true });
    assert.ok(Math.abs(Date.now() - Date.parse(at)) < 60_000, at);
    await until(() => Object.keys(view.quiz.answers).length === 2, 'the panel knows for when its page starts again');
    await open(QUIZ.split('/').slice(0, 2).join('/'));
    const topic = panels()[0]!.view;
    assert.ok(topic?.kind === 'page');
    assert.deepEqual(Object.keys(topic.children.find(({ id }) => id === QUIZ)!.quiz.answers), [first, second]);
    await receive({ type: 'quizStartOver', page: QUIZ });
    assert.equal(onDisk().answers[`${QUIZ}#${first}`]!.tries, 0);
    await until(() => Object.keys(topic.children.find(({ id }) => id === QUIZ)!.quiz.answers).length === 0, 'the card knows');
  });

  it('keeps no answer to a question or a page that does not exist', async () => {
    await open(QUIZ);
    await receive({ type: 'answer', page: QUIZ, question: 'of-life', right: true, due: false });
    await receive({ type: 'answer', page: 'questions/of-life', question: 'of-life', right: true, due: false });
    await receive({ type: 'answer', page: '__proto__', question: 'constructor', right: true, due: false });
    await receive({ type: 'quizStartOver', page: 'questions/of-life' });
    assert.deepEqual(window.house.progress['data'].answers, {});
  });

  it('works on the exercise from its page', async function () {
    this.timeout(60_000);
    await open(`exercises/${EXERCISE}`);
    await receive({ type: 'exercise', action: 'scaffold', id: EXERCISE });
    assert.match(textOf(inWorkspace(EXERCISE, 'neuralNetwork.ts')), /TODO: initParams/);
    await receive({ type: 'exercise', action: 'grade', id: EXERCISE });
    assert.deepEqual(shown().map(({ kind }) => kind), ['page', 'report']);
  });

  it('goes from a report to the line', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    await graded(file);
    await receive({ type: 'location', line: 12, column: 3 });
    const editor = await until(() => vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString()), 'the file');
    await until(() => editor.selection.start.line === 11 && editor.selection.start.character === 2, 'the cursor in the line');
  });

  it('logs a fault of a page and goes on', async () => {
    await open(EDGE);
    await receive({ type: 'fault', message: 'a test of this log' });
    await open(DISTILLATION);
    assert.deepEqual(shown(), [{ kind: 'page', id: DISTILLATION, pinned: false }]);
  });

  describe('after a reload of the window', () => {
    const restore = async (kind: string, state: Partial<PageState> | undefined) => {
      const panel = vscode.window.createWebviewPanel(kind, '', vscode.ViewColumn.One);
      await window.house.explanations['restore'](panel, state as PageState | undefined);
      return panel;
    };

    it('brings a page back, pinned as it was', async () => {
      const panel = await restore(PANELS.explanation, { view: 'page', id: DISTILLATION, language: 'en', pinned: true });
      assert.deepEqual(shown(), [{ kind: 'page', id: DISTILLATION, pinned: true }]);
      assert.equal(panel.title, (await titleOf(DISTILLATION)).en);
      await until(() => panels()[0]?.['ready'], 'the script of the page says that it is ready');
    });

    it('brings the last report back', async function () {
      this.timeout(60_000);
      const { score } = await graded(await place(WITHOUT_TRAIN));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await until(() => shown().length === 0, 'the report is closed');
      const panel = await restore(PANELS.report, { view: 'report', id: EXERCISE, language: 'en', pinned: false });
      assert.deepEqual(shown(), [{ kind: 'report', id: EXERCISE, pinned: false }]);
      assert.ok(panel.title.endsWith(`${score}/100`), panel.title);
    });

    it('closes a panel whose page or report is no more, or whose state was lost', async () => {
      await restore(PANELS.explanation, { view: 'page', id: 'questions/of-life', language: 'en', pinned: false });
      await restore(PANELS.report, { view: 'report', id: EXERCISE, language: 'en', pinned: false });
      await restore(PANELS.explanation, undefined);
      await until(() => panels().length === 0, 'no panel is left');
    });
  });
});
