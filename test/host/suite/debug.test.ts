import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { GradeReport } from '../../../src/grading/report';
import type { LocalText } from '../../../src/kit/l10n';
import { EXERCISE, FILE, lineOf, place, SOLUTION, WITHOUT_TRAIN } from './exercise';
import { cleanWindow, inWorkspace, lives, until } from './house';

/** As much of the Debug Adapter Protocol as these tests read: https://microsoft.github.io/debug-adapter-protocol/ */
interface Message {
  type: 'request' | 'response' | 'event';
  command?: string;
  event?: string;
  arguments?: unknown;
  body?: unknown;
  success?: boolean;
}
interface Frame {
  id: number;
  name: string;
  line: number;
  column: number;
  source?: { path?: string; sourceReference?: number };
}
interface Variable {
  name: string;
  value: string;
  variablesReference: number;
}
interface Stop {
  session: vscode.DebugSession;
  reason: string;
  threadId: number;
}

/** The record of one session for who reviews it, from out/test/host/suite. */
const RECORD = path.resolve(__dirname, '../../../../test/screenshots/debug-session.txt');
const RECORDED = ['initialize', 'attach', 'setBreakpoints', 'configurationDone', 'stopped', 'stackTrace', 'scopes', 'variables', 'evaluate', 'continue', 'disconnect', 'terminated'];
/** Sources of the debugger's own adapter and long lists are of no use to a reader. */
const compact = (value: unknown) => {
  const text = JSON.stringify(value) ?? '';
  return text.length > 1_500 ? `${text.slice(0, 1_500)} … (${text.length} characters)` : text;
};

describe('debugging', () => {
  const window = cleanWindow();
  const stops: Stop[] = [];
  const messages: string[] = [];
  const printed: string[] = [];
  /** Those that have begun and not ended; VS Code may name one as active for a while after its end. */
  const open = new Set<vscode.DebugSession>();
  let tracker: vscode.Disposable;

  before(() => {
    const begin = vscode.debug.onDidStartDebugSession((session) => open.add(session));
    const end = vscode.debug.onDidTerminateDebugSession((session) => open.delete(session));
    const messagesOf = vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: (session) => {
        const write = (arrow: string, message: Message) => {
          const what = message.command ?? message.event ?? '';
          if (RECORDED.includes(what)) messages.push(`${arrow} ${message.type} ${what} ${compact(message.arguments ?? message.body)}`);
        };
        return {
          onWillReceiveMessage: (message: Message) => write('→', message),
          onDidSendMessage: (message: Message) => {
            write('←', message);
            const { reason, threadId, output } = (message.body ?? {}) as { reason?: string; threadId?: number; output?: string };
            if (message.event === 'stopped') stops.push({ session, reason: reason!, threadId: threadId! });
            if (message.event === 'output') printed.push(output ?? '');
          },
        };
      },
    });
    tracker = vscode.Disposable.from(begin, end, messagesOf);
  });
  beforeEach(() => {
    for (const list of [stops, messages, printed]) list.length = 0;
  });
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    await until(() => !isBusy() && open.size === 0, 'no session is left');
  });
  after(() => void tracker.dispose());

  const isBusy = () => window.house.turns.isBusy(EXERCISE);
  const debug = (file: vscode.Uri, ...functions: string[]) => window.house.engine.debug(file, { functions });

  /** Both from 1, as editors show them. */
  function breakAt(file: vscode.Uri, line: number, column = 1): vscode.SourceBreakpoint {
    const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(file, new vscode.Position(line - 1, column - 1)));
    vscode.debug.addBreakpoints([breakpoint]);
    return breakpoint;
  }
  const nextStop = (): Promise<Stop> => until(() => stops.shift(), 'the debugger stops', 30_000);
  const go = async ({ session, threadId }: Stop): Promise<void> => {
    await session.customRequest('continue', { threadId });
  };
  /** Where VS Code runs apart from the window, it tells extensions a path as the window knows it. */
  const pathOf = (frame: Frame | undefined) => (frame?.source?.path?.includes('://') ? vscode.Uri.parse(frame.source.path).fsPath : frame?.source?.path);

  async function frames({ session, threadId }: Stop): Promise<Frame[]> {
    return ((await session.customRequest('stackTrace', { threadId, startFrame: 0, levels: 20 })) as { stackFrames: Frame[] }).stackFrames;
  }
  const childrenOf = async (session: vscode.DebugSession, variablesReference: number) => ((await session.customRequest('variables', { variablesReference })) as { variables: Variable[] }).variables;

  /** The variables in the blocks around a frame, the innermost ones first. */
  async function variables(stop: Stop, frame: Frame): Promise<Map<string, Variable>> {
    const { scopes } = (await stop.session.customRequest('scopes', { frameId: frame.id })) as { scopes: { name: string; expensive: boolean; variablesReference: number }[] };
    const found = new Map<string, Variable>();
    for (const scope of scopes.filter(({ expensive }) => !expensive)) for (const one of await childrenOf(stop.session, scope.variablesReference)) if (!found.has(one.name)) found.set(one.name, one);
    return found;
  }

  const pidOf = async (stop: Stop, frame: Frame) => Number(((await stop.session.customRequest('evaluate', { expression: 'process.pid', frameId: frame.id, context: 'watch' })) as { result: string }).result);

  it('stops in the learner’s file at line and column, shows tensors, and grades', async function () {
    this.timeout(90_000);
    const file = await place(SOLUTION);
    const line = lineOf(SOLUTION, 'const z1: tf.Tensor2D');
    const column = SOLUTION.split('\n')[line - 1]!.indexOf('matMul') + 1;
    const atColumn = breakAt(file, line, column);
    const last = lineOf(SOLUTION, 'return { z1, a1, z2, yHat };');
    const atEnd = breakAt(file, last);
    const report = debug(file, 'forward');

    const inCall = await nextStop();
    const [frame] = await frames(inCall);
    assert.deepEqual([pathOf(frame), frame!.line, frame!.column], [file.fsPath, line, column]);
    assert.equal(frame!.source?.sourceReference ?? 0, 0, 'the file on disk, not a copy');
    await until(() => vscode.window.activeTextEditor?.document.uri.fsPath === file.fsPath, 'the editor shows the file');
    await go(inCall);

    const atReturn = await nextStop();
    const [top, ...callers] = await frames(atReturn);
    assert.deepEqual([pathOf(top), top!.line], [file.fsPath, last]);
    assert.ok(callers.some((frame) => frame.name.endsWith('forward') && pathOf(frame) === file.fsPath), callers.map(({ name }) => name).join());
    const values = await variables(atReturn, top!);
    assert.match(values.get('a1')!.value, /^Tensor \[\d+, \d+\] float32 \[-?[\d.e-]+, .*…\]$/);
    assert.match(values.get('x')!.value, /^Tensor \[\d+, \d+\] float32 \[/);
    const fields = new Map((await childrenOf(atReturn.session, values.get('a1')!.variablesReference)).map(({ name, value }) => [name, value]));
    for (const name of ['shape', 'dtype', 'size', 'min', 'max', 'mean', 'values']) assert.ok(fields.has(name), `${name} of ${[...fields.keys()].join()}`);
    const parameters = values.get('p')!;
    assert.match((await childrenOf(atReturn.session, parameters.variablesReference)).find(({ name }) => name === 'W1')!.value, /^Tensor \[\d+, \d+\] float32 \[/);
    const pid = await pidOf(atReturn, top!);
    assert.ok(lives(pid));
    fs.mkdirSync(path.dirname(RECORD), { recursive: true });

    vscode.debug.removeBreakpoints([atColumn, atEnd]);
    await go(atReturn);
    assertPassed(await report);
    await until(() => open.size === 0, 'the session ends with the grade');
    fs.writeFileSync(RECORD, `${messages.join('\n')}\n`);
    assert.equal(lives(pid), false, `process ${pid} is left`);
    assert.equal(isBusy(), false);
    assert.deepEqual(window.house.progress.attempts(EXERCISE), [], 'what is debugged is no attempt');
    assert.deepEqual(window.dialogs.shown, []);
  });

  function assertPassed(report: GradeReport<LocalText> | undefined): void {
    assert.ok(report);
    assert.ok(report.checks.length > 0);
    assert.deepEqual(report.checks.filter((check) => check.function !== 'forward' || check.status !== 'passed'), []);
    assert.equal(report.score, report.maxScore);
  }

  it('stops at the first line of the file, before anything is called', async function () {
    this.timeout(60_000);
    const text = `const begun: number = 42;\n${WITHOUT_TRAIN}`;
    const file = await place(text);
    breakAt(file, 1);
    const report = debug(file, 'forward');
    const stop = await nextStop();
    assert.deepEqual((await frames(stop)).slice(0, 1).map((frame) => [pathOf(frame), frame.line]), [[file.fsPath, 1]]);
    await go(stop);
    assertPassed(await report);
  });

  it('stops in a file that is rewritten, because it has an enum, and in one that it imports', async function () {
    this.timeout(60_000);
    const text = `import { twice } from './twice';\nenum Units {\n  Hidden = 16,\n}\n${WITHOUT_TRAIN.replace('const a1 = tf.tanh(z1);', 'const a1 = tf.tanh(z1);\n    const units = twice(Units.Hidden);')}`;
    const file = await place(text);
    const beside = vscode.Uri.joinPath(file, '../twice.ts');
    fs.writeFileSync(beside.fsPath, '/** Twice. */\nexport function twice(x: number): number {\n  return 2 * x;\n}\n');
    const line = lineOf(text, 'const units = twice');
    breakAt(file, line);
    breakAt(beside, 3);
    const report = debug(file, 'forward');
    const inMain = await nextStop();
    assert.deepEqual((await frames(inMain)).slice(0, 1).map((frame) => [pathOf(frame), frame.line]), [[file.fsPath, line]]);
    await go(inMain);
    const inBeside = await nextStop();
    assert.deepEqual((await frames(inBeside)).slice(0, 2).map((frame) => [pathOf(frame), frame.line]), [[beside.fsPath, 3], [file.fsPath, line]]);
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await go(inBeside);
    assertPassed(await report);
  });

  it('shows in the debug console what the learner prints', async function () {
    this.timeout(60_000);
    const text = `${WITHOUT_TRAIN}\nconsole.log('printed by the learner', 42);\n`;
    const file = await place(text);
    const report = await debug(file, 'forward');
    assertPassed(report);
    assert.equal(report!.output, 'printed by the learner 42\n');
    await until(() => printed.some((text) => text.includes('printed by the learner')), 'the print in the debug console');
    assert.deepEqual(printed.filter((text) => /Debugger (?:attached|listening)/.test(text)), []);
  });

  it('ends the grade when the person ends the session, and can be started again', async function () {
    this.timeout(90_000);
    const file = await place(WITHOUT_TRAIN);
    const breakpoint = breakAt(file, lineOf(WITHOUT_TRAIN, 'const a1 = tf.tanh'));
    for (let round = 0; round < 2; round++) {
      const report = debug(file, 'forward');
      const stop = await nextStop();
      const pid = await pidOf(stop, (await frames(stop))[0]!);
      assert.equal(isBusy(), true);
      await vscode.debug.stopDebugging(stop.session);
      assert.equal(await report, undefined);
      assert.equal(isBusy(), false);
      assert.equal(lives(pid), false, `process ${pid} is left`);
    }
    vscode.debug.removeBreakpoints([breakpoint]);
    assertPassed(await debug(file, 'forward'));
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('goes on in another process where a call ends one', async function () {
    this.timeout(90_000);
    const text = WITHOUT_TRAIN.replace(/export function loss\(.*\{$/m, '$&\n  process.exit(3);');
    const file = await place(text);
    const report = await debug(file, 'loss', 'forward');
    assert.ok(report);
    assert.ok(report.checks.some(({ function: of, status }) => of === 'loss' && status === 'crashed'), JSON.stringify(report.checks.map(({ id, status }) => [id, status])));
    assert.ok(report.checks.some(({ function: of, status }) => of === 'forward' && status === 'passed'));
  });

  it('starts by F5’s command and by launch.json', async function () {
    this.timeout(90_000);
    const file = await place(WITHOUT_TRAIN);
    breakAt(file, lineOf(WITHOUT_TRAIN, 'const a1 = tf.tanh'));
    await vscode.window.showTextDocument(file);
    const byCommand = vscode.commands.executeCommand('coursework.debugExercise', file);
    await vscode.debug.stopDebugging((await nextStop()).session);
    await byCommand;
    assert.equal(await vscode.debug.startDebugging(vscode.workspace.workspaceFolders![0], { type: 'coursework', request: 'launch', name: 'mine', file: file.fsPath, functions: ['forward'] }), false, 'no adapter of ours');
    const stop = await nextStop();
    assert.equal(pathOf((await frames(stop))[0]), file.fsPath);
    await vscode.debug.stopDebugging(stop.session);
    await until(() => !isBusy(), 'the grade ended');
    assert.deepEqual(window.dialogs.shown, []);
  });

  it('says what is wrong with a file that is no exercise, and where there is no debugger', async function () {
    this.timeout(60_000);
    const other = inWorkspace('other.ts');
    fs.writeFileSync(other.fsPath, 'export {};\n');
    await vscode.debug.startDebugging(vscode.workspace.workspaceFolders![0], { type: 'coursework', request: 'launch', name: 'mine', file: other.fsPath });
    await until(() => window.dialogs.shown.length > 0, 'a message');
    assert.match(window.dialogs.error, /other\.ts is not the file of an exercise\./);
    const file = await place(WITHOUT_TRAIN);
    const { startDebugging } = vscode.debug;
    const set = (value: unknown) => Object.defineProperty(vscode.debug, 'startDebugging', { value, configurable: true, writable: true });
    try {
      set(() => Promise.resolve(false));
      await assert.rejects(debug(file, 'forward'), /The debugger could not be attached/);
    } finally {
      set(startDebugging);
    }
    assert.equal(isBusy(), false);
    assert.equal(path.basename(file.fsPath), FILE);
  });
});
