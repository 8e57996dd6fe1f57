import type * as vscode from 'vscode';
import { examine, type MicroscopeOutcome } from '../grading/microscope';
import type { TrainingEngine } from './engine';

/** Runs the learner's code for the gradient microscope. */
export class Examination {
  constructor(private readonly engine: TrainingEngine) {}

  /** @throws HumanError where it cannot start (not trusted, busy, cannot be saved or read) */
  async examine(file: vscode.Uri, token: vscode.CancellationToken): Promise<MicroscopeOutcome> {
    return await this.engine.withFile(file, token, async ({ grader, source, pool, seed, signal, work }) => {
      if (!grader.microscope) throw new Error(`${grader.exercise} has no gradients to look at`);
      return await examine({ grader, microscope: grader.microscope, source, pool, seed, signal, work });
    });
  }
}
