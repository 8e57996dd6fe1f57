import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Inline } from '../../../src/hints/inline';
import { EXERCISE, graded, place, problemsIn, SOLUTION, STARTER, type, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, inWorkspace, until } from './house';

const HINTS = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../../content/exercises', EXERCISE, 'hints.json'), 'utf8')) as { checks: Record<string, Record<'en' | 'zh-cn', string>[]>; bugs: Record<string, Record<'en' | 'zh-cn', string>[]> };

/** A known mistake in `update`, which is the quickest to grade. */
const UPHILL = WITHOUT_TRAIN.replace('tf.sub(value, tf.mul(gradient', 'tf.add(value, tf.mul(gradient');
const UPDATE = 'export function update(';
const lineWith = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length - 1;

interface Lens {
  title: string;
  command: string;
  line: number;
}

describe('in the learner’s file', () => {
  const window = cleanWindow();
  let inline: Inline;
  before(async () => {
    inline = (await window.house.openEditorRooms()).inline;
  });

  const lenses = async (file: vscode.Uri): Promise<Lens[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', file, 100))
      .filter(({ command }) => command && !/references|implementations/.test(command.title))
      .map(({ command, range }) => ({ title: command!.title, command: command!.command, line: range.start.line }));
  const titlesAt = async (file: vscode.Uri, line: number) => (await lenses(file)).filter((lens) => lens.line === line).map(({ title }) => title);
  const pointsAt = async (file: vscode.Uri, line: number) => (await titlesAt(file, line))[0];
  const gradeFunction = (file: vscode.Uri, name: string) => vscode.commands.executeCommand('coursework.gradeFunction', file, name);
  const actions = async (file: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> => (await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', file, range, vscode.CodeActionKind.QuickFix.value)).filter(({ kind }) => kind?.value === 'quickfix');
  const hover = async (file: vscode.Uri, position: vscode.Position): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', file, position);
    return hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value))).find((text) => text.includes('coursework.')) ?? '';
  };
  const open = async (text: string): Promise<vscode.Uri> => {
    const file = await place(text);
    await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One, preview: false });
    return file;
  };
  const errorsIn = (file: vscode.Uri) => problemsIn(file).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
  const settle = (language: 'en' | 'zh-cn') => vscode.workspace.getConfiguration().update('coursework.language', language, vscode.ConfigurationTarget.Global);

  describe('lenses', () => {
    it('stand above each graded function, with points once these are known', async function () {
      this.timeout(60_000);
      const file = await open(SOLUTION);
      const before = await lenses(file);
      const names = ['initParams', 'forward', 'loss', 'backward', 'update', 'train', 'predict'];
      const lines = names.map((name) => lineWith(SOLUTION, `export function ${name}(`));
      assert.deepEqual([...new Set(before.map(({ line }) => line))].sort((a, b) => a - b), lines.sort((a, b) => a - b));
      const at = lineWith(SOLUTION, UPDATE);
      assert.deepEqual(await titlesAt(file, at), ['–/5', 'Run', 'Grade this', 'Debug', 'Compare with solution']);
      await gradeFunction(file, 'update');
      assert.equal(await pointsAt(file, at), '✓ 5/5');
      assert.match((await pointsAt(file, lineWith(SOLUTION, 'export function loss(')))!, /^–\//);
      assert.deepEqual(window.house.progress.attempts(EXERCISE), [], 'a part is no attempt');
    });

    it('offer a hint where a check has failed, and forget it when the text is another', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      const at = lineWith(UPHILL, UPDATE);
      assert.deepEqual(await titlesAt(file, at), ['0/5', 'Run', 'Grade this', 'Debug', 'Hint (1/3)', 'Compare with solution']);
      await type(file, `${UPHILL}\n`);
      assert.equal(await pointsAt(file, at), '–/5');
      await vscode.commands.executeCommand('undo');
      await until(async () => (await pointsAt(file, at)) === '0/5', 'the points come back');
    });

    it('follow the functions through every form of an export', async () => {
      const text = ['// one line more', "export { predict } from './elsewhere';", 'export const update = (p: number) => {', '  return p;', '};', 'function lossOf() {}', 'export { lossOf as loss };', 'export const { forward } = { forward() {} };', 'const backward = 1; // not exported', 'const half = (;'].join('\n');
      const file = await open(text);
      const at = async () => Object.fromEntries((await lenses(file)).filter(({ command }) => command === 'coursework.compareWithSolution').map(({ line }) => [line, true]));
      assert.deepEqual(Object.keys(await at()), ['1', '2', '5', '7']);
      await type(file, `\n\n${text}`);
      assert.deepEqual(Object.keys(await at()), ['3', '4', '7', '9']);
      const shuffled = `${SOLUTION.slice(SOLUTION.indexOf('/** The most probable'))}\n${SOLUTION.slice(0, SOLUTION.indexOf('/** The most probable'))}`;
      await type(file, shuffled);
      assert.ok((await at())[lineWith(shuffled, UPDATE)]);
    });

    it('are not on other files, nor is anything else', async () => {
      await open(SOLUTION);
      const other = inWorkspace('neuralNetwork.ts');
      fs.writeFileSync(other.fsPath, UPHILL.replace('dataSync()', 'data()'));
      await vscode.window.showTextDocument(other, { preview: false });
      assert.deepEqual((await lenses(other)).filter(({ command }) => command.startsWith('coursework.')), []);
      assert.equal(await hover(other, new vscode.Position(lineWith(UPHILL, UPDATE), UPDATE.length - 2)), '');
      assert.deepEqual(problemsIn(other), []);
      const untitled = await vscode.workspace.openTextDocument({ language: 'typescript', content: SOLUTION });
      assert.deepEqual((await lenses(untitled.uri)).filter(({ command }) => command.startsWith('coursework.')), []);
    });

    it('spin while the exercise is at work, and start nothing then', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      const at = lineWith(UPHILL, UPDATE);
      let during: string[] = [];
      window.dialogs.replace('withProgress', async (_options: unknown, task: (progress: unknown, token: vscode.CancellationToken) => Promise<unknown>) => {
        during = await titlesAt(file, at);
        return await task({ report: () => undefined }, new vscode.CancellationTokenSource().token);
      });
      await gradeFunction(file, 'update');
      assert.deepEqual(during, ['$(sync~spin) At work…', 'Compare with solution']);
      assert.equal(await pointsAt(file, at), '0/5');
    });

    it('show nothing of a text that was edited while the old one was graded', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      window.dialogs.replace('withProgress', async (_options: unknown, task: (progress: unknown, token: vscode.CancellationToken) => Promise<unknown>) => {
        await type(file, `// one line more\n${UPHILL}`);
        return await task({ report: () => undefined }, new vscode.CancellationTokenSource().token);
      });
      await gradeFunction(file, 'update');
      assert.equal(await pointsAt(file, lineWith(UPHILL, UPDATE) + 1), '–/5');
      assert.deepEqual(errorsIn(file), []);
    });

    it('of a file in two editors are there once', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Two, preview: false });
      await gradeFunction(file, 'update');
      assert.equal((await titlesAt(file, lineWith(UPHILL, UPDATE))).length, 6);
      assert.equal(errorsIn(file).length, 1);
      const at = new vscode.Range(lineWith(UPHILL, UPDATE), UPDATE.length - 2, lineWith(UPHILL, UPDATE), UPDATE.length - 2);
      const titles = (await actions(file, at)).map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length);
      await vscode.commands.executeCommand('coursework.showHint', file, 'update-step');
      assert.equal(inline.hintView.describe().length, 1);
    });

    it('answer soon in a file of 3,000 lines, as all providers do', async () => {
      const filler = Array.from({ length: 420 }, (_, i) => `export function extra${i}(x: tf.Tensor2D): tf.Tensor2D {\n  const y = tf.tanh(x);\n  const z = tf.matMul(y, x, true);\n  return tf.tidy(() => {\n    return tf.add(z, ${i});\n  });\n}\n`);
      const text = `${SOLUTION}\n${filler.join('')}`;
      assert.ok(text.split('\n').length >= 3_000);
      const file = await open(text);
      const document = await type(file, `${text}// more\n`);
      const at = new vscode.Position(lineWith(text, UPDATE), UPDATE.length - 2);
      await inline.lenses.provideCodeLenses(document);
      const times: Record<string, number> = {};
      const measured = async (name: string, work: () => unknown) => {
        // The quickest of several: the others also measure what else the machine has to do.
        const all: number[] = [];
        for (let i = 0; i < 5; i++) {
          await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), ' '));
          const from = performance.now();
          await work();
          all.push(performance.now() - from);
        }
        times[name] = Math.round(Math.min(...all) * 10) / 10;
      };
      await measured('lenses', () => inline.lenses.provideCodeLenses(document));
      await measured('hover', () => inline.hover.provideHover(document, at));
      await measured('actions', () => inline.actions.provideCodeActions(document, new vscode.Range(at, at)));
      console.log(`3,000 lines, milliseconds after an edit: ${JSON.stringify(times)}`);
      // The goal is 50 ms; other tests may keep the machine busy, so that only what is out of all proportion fails here.
      for (const [name, ms] of Object.entries(times)) assert.ok(ms < 500, `${name} took ${ms} ms`);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });
  });

  describe('marks', () => {
    it('stand at the function, link to its explanation, and say what was expected', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      const [mark, ...others] = errorsIn(file);
      assert.deepEqual(others, []);
      const line = lineWith(UPHILL, UPDATE);
      assert.deepEqual([mark!.range.start.line, mark!.range.start.character, mark!.range.end.character], [line, 16, 22]);
      assert.match(mark!.message, /^The step goes uphill/);
      const { value, target } = mark!.code as { value: string; target: vscode.Uri };
      assert.deepEqual([value, target.path, target.fragment], ['update-uphill', `/explanation/exercises/${EXERCISE}`, 'update']);
      const [expected, actual, difference] = mark!.relatedInformation!.map(({ message }) => message);
      assert.match(expected!, /^Expected: W1\[0, 0\] = /);
      assert.match(actual!, /^Yours: W1\[0, 0\] = /);
      assert.equal(difference, 'First difference: [0, 0]');
      await vscode.commands.executeCommand('vscode.open', target);
      await until(() => window.house.explanations.shown.some(({ id }) => id === `exercises/${EXERCISE}`), 'the explanation opens');
    });

    it('go at the first edit and come back when it is undone', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await graded(file);
      const before = errorsIn(file).map(({ message, range }) => [message, range.start.line]);
      assert.ok(before.length > 0);
      await type(file, `\n${UPHILL}`);
      assert.deepEqual(errorsIn(file), []);
      await vscode.commands.executeCommand('undo');
      await until(() => errorsIn(file).length > 0, 'the marks come back');
      assert.deepEqual(errorsIn(file).map(({ message, range }) => [message, range.start.line]), before);
    });

    it('stay away when another text is saved', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      const document = await type(file, `\n${UPHILL}`);
      let flashed = false;
      const watching = vscode.languages.onDidChangeDiagnostics(() => (flashed ||= errorsIn(file).length > 0));
      assert.ok(await document.save());
      await window.house.files.scan();
      watching.dispose();
      assert.equal(flashed, false);
    });

    it('of a function that is missing stand at the first line, or where it is not exported', async function () {
      this.timeout(60_000);
      const missing = await open(WITHOUT_TRAIN.replace('export function predict(', 'export function predicts('));
      await gradeFunction(missing, 'predict');
      assert.deepEqual(errorsIn(missing).map(({ range }) => range.start.line), [0]);
      const text = WITHOUT_TRAIN.replace('export function predict(', 'function predict(');
      const notExported = await open(text);
      await gradeFunction(notExported, 'predict');
      assert.deepEqual(errorsIn(notExported).map(({ range }) => range.start.line), [lineWith(text, 'function predict(')]);
    });

    it('name the tensors that a call leaves behind, at the line that made them', async function () {
      this.timeout(60_000);
      const text = WITHOUT_TRAIN.replace(/(export function loss[^{]*\{\n) {2}return tf\.tidy\(\(\) => \{\n([\s\S]*?) {2}\}\);\n\}/, '$1$2}');
      assert.notEqual(text, WITHOUT_TRAIN);
      const file = await open(text);
      await gradeFunction(file, 'loss');
      const leaks = problemsIn(file).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Information);
      assert.ok(leaks.length > 0);
      const lines = [lineWith(text, 'const logProbability'), lineWith(text, 'return tf.neg(')];
      for (const { message, range } of leaks) {
        assert.match(message, /^loss leaves \d+ tensors behind in each call/);
        assert.ok(lines.includes(range.start.line), `${range.start.line} of ${lines.join()}`);
      }
      assert.ok((await actions(file, leaks[0]!.range)).some(({ title }) => title === 'Wrap the body of loss in tf.tidy'));
    });

    it('of the text itself come while it is written, with a remedy', async () => {
      const file = await open(STARTER);
      const text = "import * as tf from '@tensorflow/tfjs';\n\nexport async function predict(x: tf.Tensor2D): Promise<number[]> {\n  const values = tf.argMax(x, 1).data();\n  return Array.from(values);\n}\n";
      await type(file, text);
      const mark = await until(() => problemsIn(file).find(({ code }) => typeof code === 'object' && code.value === 'data-not-awaited'), 'the rule');
      assert.equal(mark.range.start.line, 3);
      const fix = (await actions(file, mark.range)).find(({ title }) => title === 'Await the values');
      assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
      const document = await vscode.workspace.openTextDocument(file);
      assert.ok(document.getText().includes('await tf.argMax(x, 1).data()'));
      await until(() => problemsIn(file).length === 0, 'the mark goes');
    });

    it('offer the hint, the formula and the explanation', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL.replaceAll('\n', '\r\n'));
      await gradeFunction(file, 'update');
      const found = await actions(file, errorsIn(file)[0]!.range);
      const titles = found.map(({ title }) => title);
      assert.ok(titles.includes('Show hint 1 of 3: One step of gradient descent'), titles.join(' | '));
      assert.ok(titles.includes('Read the explanation of update'), titles.join(' | '));
      const formula = found.find(({ title }) => title === 'Insert the formula of update as a comment');
      assert.ok(formula?.edit && (await vscode.workspace.applyEdit(formula.edit)));
      const text = (await vscode.workspace.openTextDocument(file)).getText();
      assert.match(text, /export function update\([^\n]*\{\r\n {2}\/\/ θ ← θ/);
    });
  });

  describe('hints', () => {
    const shown = () => inline.hintView.describe();
    const first = () => shown()[0]!;
    const ask = (file: vscode.Uri) => vscode.commands.executeCommand('coursework.showHint', file, 'update-step');

    it('come one by one: the next after another attempt, or by an explicit wish', async function () {
      this.timeout(90_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      await ask(file);
      const { line, label, state, bodies } = first();
      assert.deepEqual([line, label, state, bodies.length], [lineWith(UPHILL, UPDATE) + 5, 'Hint 1 of 3: One step of gradient descent', 'wait', 1]);
      assert.ok(bodies[0]!.includes('after another attempt'));
      await ask(file);
      assert.equal(first().bodies.length, 1, 'asking again brings no more');
      await gradeFunction(file, 'update');
      await ask(file);
      assert.equal(first().bodies.length, 1, 'the same text is no other attempt');

      const second = `${UPHILL}// tried again\n`;
      await type(file, second);
      await gradeFunction(file, 'update');
      await until(() => first().state === 'free', 'the next hint is free');
      assert.ok((await titlesAt(file, lineWith(second, UPDATE))).includes('Hint (2/3)'));
      await ask(file);
      assert.deepEqual([first().bodies.length, first().state], [2, 'wait']);
      const said = first().bodies.map((body) => body.replaceAll('\\', ''));
      assert.ok(said[0]!.startsWith(HINTS.checks['update-step']![0]!.en), said[0]);
      assert.ok(said[1]!.startsWith(HINTS.bugs['update-uphill']![0]!.en), said[1]);

      // As the button in the thread's title does it.
      const [one] = inline.hintView['shown'].values();
      await vscode.commands.executeCommand('coursework.nextHint', one!.thread);
      assert.equal(first().bodies.length, 2, 'it still waits');
      await vscode.commands.executeCommand('coursework.showHintAnyway', one!.thread);
      assert.deepEqual([first().bodies.length, first().state], [3, 'last']);
      assert.deepEqual(window.house.progress.hints(EXERCISE, 'update-step')?.seen, 3);
      assert.equal((await graded(file)).hintsUsed, 3);
    });

    it('are in the course’s language, in all surfaces, and switch with it', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      await ask(file);
      await settle('zh-cn');
      await until(() => first().label.startsWith('提示 1/3'), 'the thread is Chinese');
      assert.ok(first().bodies[0]!.includes('再试一次'));
      const at = lineWith(UPHILL, UPDATE);
      assert.deepEqual(await titlesAt(file, at), ['0/5', '运行', '评分', '调试', '提示（1/3）', '与参考解对比']);
      assert.match(errorsIn(file)[0]!.message, /\p{Script=Han}/u);
      assert.ok((await actions(file, errorsIn(file)[0]!.range)).some(({ title }) => title === '阅读 update 的讲解'));
      assert.match(await hover(file, new vscode.Position(at, 18)), /阅读讲解/);
      await settle('en');
      await until(() => first().label.startsWith('Hint 1 of 3'), 'the thread is English');
    });

    it('go when the check passes, when they are dismissed, and with the file', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      await ask(file);
      await vscode.commands.executeCommand('coursework.dismissHint', file, 'update-step');
      assert.deepEqual(shown(), []);
      await ask(file);
      assert.equal(first().bodies.length, 1);
      await type(file, WITHOUT_TRAIN);
      await gradeFunction(file, 'update');
      await until(() => shown().length === 0, 'the thread goes with the failure');
    });

    it('follow their function', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      await ask(file);
      const { line } = first();
      await type(file, `\n\n\n${UPHILL}`);
      await until(() => first().line === line + 3, 'the thread moves');
    });

    it('are refused in a sentence where no check has failed', async () => {
      const file = await open(UPHILL);
      await ask(file);
      assert.match(window.dialogs.error, /^There is no hint to give here\./);
    });

    it('are in the hover of the function’s name, with what failed', async function () {
      this.timeout(60_000);
      const file = await open(UPHILL);
      await gradeFunction(file, 'update');
      const at = new vscode.Position(lineWith(UPHILL, UPDATE), 18);
      const before = await hover(file, at);
      assert.match(before, /\*\*`update`\*\* · 0\/5/);
      assert.match(before, /✗ One step of gradient descent: The step goes uphill/);
      assert.match(before, /command:coursework\.gradeFunction\?/);
      assert.doesNotMatch(before, /Hint 1 of 3/);
      await ask(file);
      assert.match(await hover(file, at), /Hint 1 of 3/);
    });
  });

  describe('the comparison with the solution', () => {
    const compare = (file: vscode.Uri, name: string) => vscode.commands.executeCommand('coursework.compareWithSolution', file, name);
    const diff = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input instanceof vscode.TabInputTextDiff);

    it('opens at the second time of asking, where it is not earned', async () => {
      const file = await open(UPHILL);
      await compare(file, 'loss');
      assert.match(window.dialogs.of('information')[0]!.message, /once it has full marks/);
      assert.equal(diff(), undefined);
      await compare(file, 'loss');
      const { original, modified } = (await until(diff, 'the diff')).input as vscode.TabInputTextDiff;
      assert.equal(modified.toString(), file.toString());
      assert.equal((await vscode.workspace.openTextDocument(original)).getText(), SOLUTION);
    });

    it('opens at once for who insists', async () => {
      const file = await open(UPHILL);
      window.dialogs.willAnswer('Show Anyway');
      await compare(file, 'predict');
      await until(diff, 'the diff');
    });

    it('opens without a word once the function has full marks', async function () {
      this.timeout(60_000);
      const file = await open(WITHOUT_TRAIN);
      await gradeFunction(file, 'update');
      await compare(file, 'update');
      await until(diff, 'the diff');
      assert.deepEqual(window.dialogs.of('information'), []);
    });
  });
});
