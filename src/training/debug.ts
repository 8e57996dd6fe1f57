import * as vscode from 'vscode';
import path from 'node:path';
import { HumanError } from '../kit/humanError';
import { msg } from '../kit/l10n';
import { firstChoice } from '../runner/devices/start';
import { RunnerPool, type Request, type WorkSize } from '../runner/pool';
import { NATIVE_BACKENDS } from '../runner/protocol/backends';
import type { Runner } from '../runner/runner';
import type { SpawnOptions } from '../runner/spawn';

/** How long the end of a session is waited for, and after which time it is asked for again, in milliseconds. */
const END_OF_SESSION = 10_000;
const PATIENCE = 1_000;

/** VS Code's JavaScript debugger, and its type for Node. */
const JS_DEBUG = 'ms-vscode.js-debug';
const TYPE = 'pwa-node';

/** Marks our sessions among others of the same name. */
const MARK = 'courseworkDebug';
let count = 0;

/** Starts processes that wait for a debugger before they load the learner's file. None is kept warm. */
class DebuggedProcesses extends RunnerPool {
  constructor(
    options: (work: WorkSize) => Promise<SpawnOptions>,
    private readonly onInspector: (runner: Runner, address: string) => void,
  ) {
    super(async (work) => {
      const usual = await options(work);
      // A debugger cannot read what lies in native code or on a GPU while the process stands still.
      return { ...usual, ...(NATIVE_BACKENDS.includes(firstChoice(usual)) && { backend: 'wasm' as const, passedOver: [] }), inspect: true };
    }, false);
  }

  override async take(request?: Request): ReturnType<RunnerPool['take']> {
    const started = await super.take(request);
    const { runner } = started;
    runner.onInspector = (address) => this.onInspector(runner, address);
    return started;
  }
}

/** As much as we read of what a debugger and VS Code say to each other. */
interface Said {
  type: string;
  command?: string;
  event?: string;
}

/** The sessions of one piece of work: one for each process, since a process that a call ended is replaced. */
class Sessions {
  /** By the address at which they wait. */
  private readonly runners = new Map<string, Runner>();
  private readonly living = new Map<vscode.DebugSession, Runner>();
  /** Those that were asked for, and js-debug's own within them. */
  private readonly open = new Set<vscode.DebugSession>();
  private readonly listeners: vscode.Disposable[];
  private readonly id = ++count;
  private ending = false;
  failed?: HumanError;

  constructor(
    private readonly file: vscode.Uri,
    private readonly stop: AbortController,
  ) {
    this.listeners = [
      vscode.debug.registerDebugAdapterTrackerFactory(TYPE, { createDebugAdapterTracker: (session) => this.follow(session) }),
      vscode.debug.onDidStartDebugSession((session) => this.begun(session)),
      vscode.debug.onDidTerminateDebugSession((session) => this.terminated(session)),
    ];
  }

  /** Attaches VS Code's debugger, which lets the process go on once its breakpoints are set. */
  async attach(runner: Runner, websocketAddress: string): Promise<void> {
    const folder = path.dirname(runner.startedWith.script).replaceAll('\\', '/');
    this.runners.set(websocketAddress, runner);
    const started = await vscode.debug.startDebugging(
      vscode.workspace.getWorkspaceFolder(this.file),
      {
        type: TYPE,
        request: 'attach',
        name: path.basename(this.file.fsPath),
        [MARK]: this.id,
        websocketAddress,
        autoAttachChildProcesses: false,
        // What is not the learner's: Node, and the bundle that calls their functions.
        skipFiles: ['<node_internals>/**', `${folder}/**`],
        resolveSourceMapLocations: ['**', `!${folder}/**`],
        // V8 has the learner's file without its types, which blanks have replaced.
        enableContentValidation: false,
        // A file with an enum is rewritten: its breakpoints are where its source map says.
        pauseForSourceMap: true,
        smartStep: true,
      },
      { suppressSaveBeforeStart: true },
    );
    if (!started && !this.stop.signal.aborted) this.fail();
  }

  /** The debugger could not be attached: nobody would ever let the process go on. */
  fail(): void {
    this.failed = vscode.extensions.getExtension(JS_DEBUG)
      ? new HumanError(msg('The debugger could not be attached to the process that runs your code.'), msg('The debug console says why; try again.'))
      : new HumanError(msg('VS Code’s JavaScript debugger, which this needs, is not there.'), msg('Enable the built-in extension “JavaScript Debugger”.'));
    this.stop.abort();
  }

  /** Ends what is left of the sessions: a second request ends at once what the first has only asked to end. */
  async end(): Promise<void> {
    this.ending = true;
    for (const deadline = performance.now() + END_OF_SESSION; this.open.size > 0 && performance.now() < deadline; ) {
      for (const session of this.open) void vscode.debug.stopDebugging(session).then(undefined, () => {}); // it has just ended
      for (let waited = 0; this.open.size > 0 && waited < PATIENCE; waited += 20) await sleep(20);
    }
    for (const listener of this.listeners) listener.dispose();
  }

  /** js-debug has a session for the process within the one that was asked for. */
  private isOurs({ configuration, parentSession }: vscode.DebugSession): boolean {
    return parentSession ? this.isOurs(parentSession) : configuration[MARK] === this.id;
  }

  /**
   * Hears that the person stops before the debugger does, which lets the process go: it would otherwise come to
   * its end and have points.
   */
  private follow(session: vscode.DebugSession): vscode.DebugAdapterTracker | undefined {
    if (!this.isOurs(session)) return undefined;
    let over = false;
    return {
      onDidSendMessage: ({ event }: Said) => {
        over ||= event === 'terminated'; // VS Code then asks it to disconnect, which is nobody's wish
      },
      onWillReceiveMessage: ({ type, command }: Said) => {
        if (type === 'request' && (command === 'disconnect' || command === 'terminate') && !over && !this.ending) this.stop.abort();
      },
    };
  }

  private begun(session: vscode.DebugSession): void {
    if (this.isOurs(session)) this.open.add(session);
    const runner = this.runners.get(String(session.configuration.websocketAddress));
    if (session.parentSession === undefined && this.isOurs(session) && runner) this.living.set(session, runner);
  }

  private terminated(session: vscode.DebugSession): void {
    const runner = this.living.get(session);
    this.open.delete(session);
    this.living.delete(session);
    // A process that a call has ended ended its session too, and the work goes on in another.
    if (runner && !runner.exited && !this.ending) this.stop.abort();
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Does a piece of work in processes that VS Code's JavaScript debugger is attached to. When the person ends the
 * session, `stop` is aborted; when the work is done, the session ends.
 * @throws HumanError where no debugger can be attached
 */
export async function debugged<T>(options: (work: WorkSize) => Promise<SpawnOptions>, file: vscode.Uri, stop: AbortController, work: (pool: RunnerPool) => Promise<T>): Promise<T> {
  const sessions = new Sessions(file, stop);
  const pool = new DebuggedProcesses(options, (runner, address) => void sessions.attach(runner, address).catch(() => sessions.fail()));
  try {
    const result = await work(pool);
    // The work itself ends as if it had been cancelled.
    if (sessions.failed) throw sessions.failed;
    return result;
  } finally {
    await pool.dispose();
    await sessions.end();
  }
}
