import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vm from 'node:vm';
import * as vscode from 'vscode';
import { EXERCISE, grade, graded, place, run, SOLUTION, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, lives, until } from './house';

/** Says that it has begun, and never ends. */
const ENDLESS = 'export function initParams() {\n  console.log("the loop begins");\n  for (;;);\n}\n';
const ENDLESS_TRAINING = ENDLESS.replace('initParams', 'train');
/** 200 MB, in lines of 1 MB. What is still on its way when a grade ends is lost with the process, hence the pauses. */
const MB_PRINTED = 200;
const PRINTS = `
const line = 'x'.repeat(999_999);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
for (let i = 0; i < ${MB_PRINTED}; i++) {
  console.log(line);
  await pause(1);
}
await pause(1_000);
`;

/** What the extension host holds once its garbage is gone, in MB. */
function heldMb(): number {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  for (let i = 0; i < 2; i++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

type Task = (progress: { report: (step: { message?: string }) => void }, token: vscode.CancellationToken) => Promise<void>;

describe('running', () => {
  const window = cleanWindow();

  const isBusy = () => window.house.turns.isBusy(EXERCISE);
  const atWork = () => [...window.house.runners.pool['busy']][0];
  /** What the output channel of runs holds, read as a person would, from the panel. */
  const output = () => vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'output').map((document) => document.getText()).join('\n');

  /** Starts `work`, presses Cancel once the learner's loop runs. @returns the process that ran it */
  async function cancelled(work: () => Thenable<unknown>): Promise<number> {
    const source = new vscode.CancellationTokenSource();
    let title = '';
    const putBack = window.dialogs.replace('withProgress', (options: vscode.ProgressOptions, task: Task) => {
      assert.equal(options.cancellable, true);
      title = options.title ?? '';
      return task({ report: () => undefined }, source.token);
    });
    const ended = work();
    const runner = await until(() => (atWork()?.output.text.includes('the loop begins') ? atWork() : undefined), 'the loop begins');
    assert.equal(isBusy(), true);
    assert.match(title, /Neural network/);
    const { pid } = runner;
    assert.ok(pid && lives(pid));
    source.cancel();
    await ended;
    putBack();
    return pid;
  }

  it('trains the solution and writes the course of it to the output', async function () {
    this.timeout(60_000);
    const file = await place(SOLUTION);
    await run(file);
    await until(() => /Final loss .*\[0, 1, 1, 0\].*4 of 4 right/.test(output()), 'the last line of the run');
    assert.match(output(), /Training on XOR/);
    const curve = output().match(/\d+\/2000 {2}loss \d/g) ?? [];
    assert.ok(curve.length >= 10 && curve.length <= 30, `${curve.length} lines of the curve`);
    assert.equal(isBusy(), false);
    assert.deepEqual(window.house.progress.attempts(EXERCISE), [], 'a run is no attempt');
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('shows what the learner prints, in order', async function () {
    this.timeout(60_000);
    const file = await place(`console.log('你好');\nconsole.log({ second: [1, 2] });\nconsole.error('aside');\n${SOLUTION}`);
    await run(file);
    await until(() => output().includes('aside') && /你好\s[\s\S]*\{ second: \[ 1, 2 \] \}[\s\S]*Final loss/.test(output()), 'the prints and the end of the run');
  });

  it('ends the process of a cancelled grade and records nothing', async function () {
    this.timeout(60_000);
    const file = await place(ENDLESS);
    const pid = await cancelled(() => grade(file));
    assert.equal(lives(pid), false, `process ${pid} is left`);
    assert.equal(atWork(), undefined);
    assert.equal(isBusy(), false);
    assert.deepEqual(window.house.progress.attempts(EXERCISE), []);
    assert.deepEqual(window.house.explanations.shown, []);
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('ends the process of a cancelled run and says so', async function () {
    this.timeout(60_000);
    const file = await place(ENDLESS_TRAINING);
    const pid = await cancelled(() => run(file));
    assert.equal(lives(pid), false, `process ${pid} is left`);
    assert.equal(isBusy(), false);
    await until(() => output().includes('Cancelled.'), 'a line that says so');
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('grades again after a cancelled grade', async function () {
    this.timeout(60_000);
    const file = await place(ENDLESS);
    await cancelled(() => grade(file));
    const second = await place(WITHOUT_TRAIN);
    assert.ok((await graded(second)).score > 0);
  });

  it('stops an endless loop at its limit', async function () {
    this.timeout(60_000);
    const file = await place(ENDLESS);
    const ended = grade(file);
    const pid = await until(() => atWork()?.pid, 'a process');
    await ended;
    assert.equal(lives(pid), false);
    assert.equal(isBusy(), false);
    const report = window.house.progress.lastReport(EXERCISE)!;
    assert.equal(report.score, 0);
    assert.equal(report.checks.find(({ function: name }) => name === 'initParams')?.status, 'timeout');
  });

  it('grades once when the button is pressed twice', async function () {
    this.timeout(60_000);
    const file = await place(WITHOUT_TRAIN);
    await Promise.all([grade(file), grade(file)]);
    assert.equal(window.house.progress.attempts(EXERCISE).length, 1);
    assert.match(window.dialogs.error, /^This exercise is being run or graded already\./);
    assert.equal(isBusy(), false);
  });

  it('takes 200 MB of prints without keeping them', async function () {
    this.timeout(90_000);
    const file = await place(PRINTS);
    const before = heldMb();
    const attempt = graded(file);
    const runner = await until(() => atWork(), 'a process');
    await until(() => runner.output.length > 0.75 * MB_PRINTED * 1e6, 'most of the prints came');
    const held = heldMb() - before;
    await attempt;
    assert.ok(held < MB_PRINTED / 4, `${Math.round(held)} MB more than before`);
    const { output: kept } = window.house.progress.lastReport(EXERCISE)!;
    assert.ok(kept.length <= 20_000, `${kept.length} characters are kept`);
    const view = [...window.house.explanations['panels']][0]?.view;
    assert.ok(view?.kind === 'report');
    assert.ok(view.report.output.length < 210_000, `${view.report.output.length} characters are shown`);
    assert.match(view.report.output, /200,000 characters shown, the rest is cut/);
  });
});
