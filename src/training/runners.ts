import * as vscode from 'vscode';
import { Owner } from '../kit/disposable';
import { SETTINGS } from '../kit/ids';
import { RunnerPool } from '../runner/pool';
import { BACKEND_CHOICES, type BackendChoice } from '../runner/protocol/backends';
import { RUNNER_HEAP_MB } from '../runner/spawn';

/** The window's runner processes. The first one starts when an exercise is opened, not when VS Code starts. */
export class Runners extends Owner {
  readonly pool: RunnerPool;

  constructor(script: string) {
    super();
    this.pool = new RunnerPool(() => ({ script, backend: this.backend, heapMb: RUNNER_HEAP_MB }));
    this.own({ dispose: () => void this.pool.dispose() });
  }

  private get backend(): BackendChoice {
    const setting = vscode.workspace.getConfiguration().get<string>(SETTINGS.backend, 'auto') as BackendChoice;
    return BACKEND_CHOICES.includes(setting) ? setting : 'auto';
  }

  /** Starts a process in the background; of no use where code may not run anyway. */
  prepare(): void {
    if (vscode.workspace.isTrusted) this.pool.prepare();
  }
}
