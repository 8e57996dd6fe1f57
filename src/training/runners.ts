import * as vscode from 'vscode';
import { Owner } from '../kit/disposable';
import type { Where } from '../runner/devices/place';
import { startOptions } from '../runner/devices/start';
import { RunnerPool, type WorkSize } from '../runner/pool';
import type { BackendChoice } from '../runner/protocol/backends';
import type { Hello } from '../runner/runner';

/** The window's runner processes. The first one starts when an exercise is opened, not when VS Code starts. */
export class Runners extends Owner {
  readonly pool: RunnerPool;

  /** @param onStart told of every process that has started */
  constructor(where: () => Where, choice: () => BackendChoice, onStart: (hello: Hello, work: WorkSize) => void) {
    super();
    this.pool = new RunnerPool((work) => startOptions(where(), choice(), work), true, onStart);
    this.own({ dispose: () => void this.pool.dispose() });
  }

  /** Starts a process in the background; of no use where code may not run anyway. */
  prepare(work: WorkSize): void {
    if (vscode.workspace.isTrusted) this.pool.prepare(work);
  }
}
